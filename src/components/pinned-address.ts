/** The query of an address without the snapshot that it was made from; empty where it says nothing else. */
export function withoutSnapshot(search: string): string {
  const query = new URLSearchParams(search);
  if (!query.has('snapshot')) return search;
  query.delete('snapshot');
  const rest = query.toString();
  return rest === '' ? '' : `?${rest}`;
}

/**
 * A snapshot's id as it may be shown, whatever an address holds: cut, and every character that no id has replaced, so
 * that none can turn or hide the text around it.
 */
export function shownId(id: string): string {
  const longest = 40;
  const cut = id.length > longest ? `${id.slice(0, longest)}…` : id;
  return cut.replace(/[^\x20-\x7e…]/g, '\uFFFD');
}
