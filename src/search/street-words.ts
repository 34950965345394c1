/** A street's name as people write it. `N CALVERT ST` → "N Calvert St", `E 33RD ST` → "E 33rd St" */
export function sayStreet(name: string): string {
  return name
    .split(' ')
    .map((word) => {
      if (/^\d/.test(word)) return word.toLowerCase();
      if (/^MC[A-Z]{3,}$/.test(word)) return `Mc${capital(word.slice(2))}`;
      // The index writes names without marks.
      if (word === 'ODONNELL') return "O'Donnell";
      return capital(word);
    })
    .join(' ');
}

function capital(word: string): string {
  return `${word.slice(0, 1)}${word.slice(1).toLowerCase()}`;
}

/** An address as people write it: capitals of names only. `1400 block of N STEVENSON ST` → "1400 block of N Stevenson St" */
export function sayAddress(address: string): string {
  return address.replace(/\b[A-Z][A-Z']+\b/g, (word) => sayStreet(word));
}
