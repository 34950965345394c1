import { createInstance } from 'i18next';
import type en from './en.ts';
import type { Language } from './language.ts';

type Paths<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Prefix}${WithoutPlural<Key>}`
    : Paths<Tree[Key], `${Prefix}${Key}.`>;
}[keyof Tree & string];

type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${'one' | 'many' | 'other'}` ? Stem : Key;

/** Messages of one subject, a file of their own in each language. */
export type MessageSection = keyof typeof en;

/** A key of the English messages; plural endings are left out. */
export type MessageKey = Paths<typeof en>;

/** Gives a message in one language, with its places filled. `count` chooses the plural. */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

/**
 * Makes the translator of one language from its messages.
 * @throws Error (when called) for a key the language lacks: a page with a hole is not built.
 */
export function createTranslate(language: Language, messages: object): Translate {
  const instance = createInstance();
  void instance.init({
    lng: language,
    resources: { [language]: { translation: messages } },
    initAsync: false,
    fallbackLng: false,
    // Messages become text nodes, never HTML; escaping would show "&amp;" to readers.
    interpolation: { escapeValue: false },
  });
  return (key, values = {}) => {
    const text = instance.t(key, values);
    if (text === key) throw new Error(`No ${language} message for "${key}"`);
    return text;
  };
}
