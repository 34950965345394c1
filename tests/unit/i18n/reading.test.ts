import { describe, expect, it } from 'vitest';
import { checkRules } from '../../../src/contract/check.ts';
import { metricIds, metrics } from '../../../src/contract/metric.ts';
import en from '../../../src/i18n/en.ts';

type Tree = { [key: string]: string | Tree };

const texts = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : texts(value)));

/**
 * Syllables as a rule of thumb counts them: groups of vowels, without a silent e (or the e of a silent "-ed", "-es") at
 * the end; one at least.
 */
function syllables(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '');
  const heard = plain.replace(/(?<![aeiouytd])ed$|(?<![aeiousxzcg]|[cs]h)es$|(?<=[^aeioul])e$/, '');
  return Math.max(1, heard.match(/[aeiouy]+/g)?.length ?? 1);
}

/** Flesch–Kincaid: the year of an American school in which a text can be read. Only whole sentences are judged. */
function grade(prose: readonly string[]): number {
  const sentences = prose
    // What is filled in reads like a number or a name.
    .map((text) => text.replace(/<\/?strong>/g, '').replace(/\{\{\w+\}\}/g, 'ten'))
    .flatMap((text) => text.match(/[^.?!]+[.?!]/g) ?? [])
    .map((sentence) => sentence.match(/[A-Za-z'’]+/g) ?? [])
    .filter((words) => words.length >= 4);
  const words = sentences.flat();
  const all = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (all / words.length) - 15.59;
}

describe('the English that readers meet', () => {
  const sections = Object.entries(en as unknown as Record<string, Tree>).filter(
    // Written for those who check the record: its terms are explained where they stand.
    ([name]) => name !== 'quality' && name !== 'method',
  );

  it('is at about an eighth-grade reading level', () => {
    const all = sections.flatMap(([, section]) => texts(section));
    const explained = metricIds.map((metric) => metrics[metric].explanation.en);
    expect(all.length).toBeGreaterThan(100);
    expect(grade([...all, ...explained])).toBeLessThan(8);
  });

  it.each(sections.filter(([, section]) => texts(section).join(' ').length > 600))(
    'is not far above it in any part: %s',
    (_, section) => {
      expect(grade(texts(section))).toBeLessThan(10);
    },
  );

  it('is not far above it in the technical parts either', () => {
    expect(grade([...texts(en.quality), ...texts(en.method)])).toBeLessThan(10);
    expect(grade(checkRules.map(({ reason }) => reason.en))).toBeLessThan(10);
  });
});

describe('the measure of reading', () => {
  it('counts syllables about as a person would', () => {
    const counted = {
      closed: 1,
      requests: 2,
      neighborhood: 3,
      agency: 3,
      duplicate: 3,
      late: 1,
      the: 1,
      table: 2,
      counted: 2,
      places: 2,
    };
    for (const [word, count] of Object.entries(counted)) expect(syllables(word), word).toBe(count);
  });

  it('tells a children’s book from a statute', () => {
    expect(grade(['The cat sat on the mat.', 'It was a big red hat.'])).toBeLessThan(2);
    const statute =
      'Notwithstanding any provision to the contrary, the administrative determination of eligibility shall be communicated ' +
      'to the applicant in accordance with the applicable notification requirements established by the department.';
    expect(grade([statute])).toBeGreaterThan(18);
  });
});
