import { describe, expect, it } from 'vitest';
import en from '../../../src/i18n/en.ts';
import es from '../../../src/i18n/es.ts';
import { metricIds, metrics } from '../../../src/contract/metric.ts';
import { textRuns } from '../../../src/i18n/text-run.ts';
import { createTranslate } from '../../../src/i18n/translate.ts';

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

const english = flatten(en);
const spanish = flatten(es);
const stem = (key: string): string => key.replace(/_(one|many|other)$/, '');
const places = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

describe('English and Spanish', () => {
  it('have the same messages', () => {
    const stems = (keys: Iterable<string>): Set<string> => new Set([...keys].map(stem));
    expect(stems(spanish.keys())).toEqual(stems(english.keys()));
  });

  it('have the same places to fill', () => {
    for (const [key, text] of english) {
      const twin = spanish.get(key) ?? '';
      expect(places(twin), key).toEqual(places(text));
      expect(textRuns(twin).filter(({ strong }) => strong).length, key).toBe(
        textRuns(text).filter(({ strong }) => strong).length,
      );
    }
  });

  it('have the plural forms each needs, Spanish “many” among them', () => {
    for (const key of spanish.keys()) {
      if (/_(one|other)$/.test(key)) expect([...spanish.keys()], key).toContain(`${stem(key)}_many`);
    }
  });

  it('never leave a message in the other language', () => {
    const same = [...english].filter(
      ([key, text]) => /[a-z]{4}/i.test(text.replace(/\{\{\w+\}\}/g, '')) && spanish.get(key) === text,
    );
    expect(same).toEqual([]);
    for (const metric of metricIds) expect(metrics[metric].name.en).not.toBe(metrics[metric].name.es);
  });

  it('address people as usted', () => {
    for (const [key, text] of spanish)
      expect(text, key).not.toMatch(/\b(tú|tu|tus|tienes|puedes|elige|haz|revisa tu)\b/i);
  });
});

describe('a translator', () => {
  it('refuses a key it lacks', () => {
    const t = createTranslate('en', {});
    expect(() => t('home.title')).toThrow(/No en message for "home.title"/);
  });

  it('shows data as text, as it stands', () => {
    const t = createTranslate('en', { home: { title: 'Asked: {{text}}' } });
    expect(t('home.title', { text: '<b>&"quotes"' })).toBe('Asked: <b>&"quotes"');
  });
});
