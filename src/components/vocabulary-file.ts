import { parseVocabulary, type Vocabulary } from '../search/vocabulary.ts';

let fetched: Promise<Vocabulary> | undefined;

/**
 * The names that search knows, fetched once a page.
 * @throws TypeError when the line is down, Error when the file is absent or not a vocabulary.
 */
export function fetchVocabulary(address: string): Promise<Vocabulary> {
  fetched ??= read(address).catch((error: unknown) => {
    fetched = undefined;
    throw error;
  });
  return fetched;
}

async function read(address: string): Promise<Vocabulary> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: HTTP ${response.status}`);
  return parseVocabulary(await response.json());
}
