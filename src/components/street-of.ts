/** The part of an address before the town, which a page about a place in Baltimore need not say. */
export function streetOf(address: string): string {
  return address.replace(/,\s*Baltimore( City)?\b.*$/i, '');
}
