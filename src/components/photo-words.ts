import type { PhotoMoment, PhotoPair, Picture } from '../contract/photo.ts';
import { formatDay, formatSize } from '../i18n/format.ts';
import { otherLanguage, type Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { dataAddress } from './address.ts';

/** The pictures of one request, and when it was opened and closed (YYYY-MM-DD). */
export interface PairToShow {
  requestNumber: string;
  pair: PhotoPair;
  openedDay: string | null;
  closedDay: string | null;
}

/** Where a picture is fetched from. */
export function pictureAddress({ address, host }: Picture): string {
  return host === null ? `${dataAddress}${address}` : address;
}

/** What a picture shows, in the reader's language if someone wrote that, else in the other one, else that nobody did. */
export function describe(
  picture: Picture,
  moment: PhotoMoment,
  language: Language,
  t: Translate,
): { text: string; language: Language } {
  const described = { en: picture.alt_en, es: picture.alt_es };
  const other = otherLanguage[language];
  const own = described[language];
  if (own !== null) return { text: own, language };
  const foreign = described[other];
  if (foreign !== null) return { text: foreign, language: other };
  return { text: t(`photos.noDescription.${moment}`), language };
}

/** The day a picture goes with: of the opening before, of the closing after; empty where it is not known. */
export function dayOf(
  moment: PhotoMoment,
  { openedDay, closedDay }: PairToShow,
  language: Language,
  t: Translate,
): string {
  const day = moment === 'before' ? openedDay : closedDay;
  return day === null ? '' : t(`photos.day.${moment}`, { day: formatDay(day, language) });
}

/** From where and how much, and what that host learns; for the reader who decides whether to fetch the pictures. */
export function sayCost(pair: PhotoPair, language: Language, t: Translate): string {
  const pictures = Object.values(pair);
  const hosts = [...new Set(pictures.flatMap(({ host }) => host ?? []))];
  const bytes = pictures.reduce<number | null>(
    (sum, picture) => (sum === null || picture.bytes === null ? null : sum + picture.bytes),
    0,
  );
  const count = pictures.length;
  const from =
    hosts.length === 0
      ? t('photos.fromHere', { count })
      : t('photos.fromHost', { count, host: hosts.join(', ') });
  const size = bytes === null ? '' : t('photos.size', { size: formatSize(bytes, language) });
  const learns = hosts.length === 0 ? '' : t('photos.hostLearns', { count: hosts.length });
  return [from, size, learns].filter((sentence) => sentence !== '').join(' ');
}
