import type { PlaceFigures } from '../data/place-figures.ts';
import { minimumRequestsForP90 } from '../contract/metric.ts';
import { formatDay, formatDays, formatNumber, formatPercent } from '../i18n/format.ts';
import type { Language, PlaceKind } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Verdict } from '../statistics/standardisation.ts';

/** Fewer than this say nothing about a share, a change or a usual time. */
const fewest = 10;

/** Below this a change is told by the number itself: a percentage of so few would sound like more than it is. */
const fewForPercent = 100;

/** One line of the comparison of a place with the same kinds of requests elsewhere. */
export interface ComparedRow {
  measure: string;
  here: string;
  /** The difference, or what the figure rests on, in words. */
  note: string;
  city: string;
}

/** Says the figures of a place, in sentences and in rows. */
export class PlaceWords {
  /** What the same kinds are looked at in: the whole city, or the rest of it. */
  readonly where: string;
  readonly #language: Language;
  readonly #t: Translate;

  constructor(kind: PlaceKind, language: Language, t: Translate) {
    this.#language = language;
    this.#t = t;
    this.where = t(kind === 'council_district' ? 'place.restOfCity' : 'place.citywide');
  }

  /** How 311 is doing in a place, in up to three sentences. */
  lead(figures: PlaceFigures): string[] {
    const t = this.#t;
    const about = {
      days: Number.parseInt(figures.period, 10),
      date: formatDay(figures.days.to, this.#language),
    };
    if (figures.requests === 0) return [t('place.leadNone', about)];
    const asked = t('place.leadRequests', {
      ...about,
      count: figures.requests,
      number: this.#number(figures.requests),
      change: this.#leadChange(figures),
    });
    if (figures.timed < fewest)
      return [asked, t(figures.requests < fewest ? 'place.leadFew' : 'place.leadYoung')];
    const { half, due, met, metCity, metVerdict } = figures;
    const speed = t(`place.leadSpeed_${half.verdict}`, {
      here: this.#days(half.here, figures.horizonDays),
      city: this.#days(half.city, figures.horizonDays),
      where: this.where,
    });
    if (due < fewest) return [asked, speed];
    const onTime = t(`place.leadOnTime_${metVerdict}`, {
      here: this.#share(met / due),
      city: this.#share(metCity),
      where: this.where,
    });
    return [asked, speed, onTime];
  }

  /** The figures of a period beside those of the same kinds elsewhere. */
  rows(figures: PlaceFigures): ComparedRow[] {
    const t = this.#t;
    const { requests, requestsBefore, requestsAtCityPace, due, met, metCity, timed, half, nineInTen } =
      figures;
    const daysRow = (measure: string, days: PlaceFigures['half'], enough: boolean): ComparedRow => ({
      measure,
      here: enough ? this.#days(days.here, figures.horizonDays) : t('place.tooFew'),
      note: enough
        ? this.#verdict(days.verdict, 'faster', 'slower')
        : t('place.ofTimed', { number: this.#number(timed) }),
      city: enough ? this.#days(days.city, figures.horizonDays) : '',
    });
    const change = (to: number): string =>
      requestsBefore === null
        ? t('place.noBefore')
        : requestsBefore < fewest
          ? t('place.tooFew')
          : this.#change(to / requestsBefore - 1);
    return [
      { measure: t('place.rowRequests'), here: this.#number(requests), note: '', city: '' },
      {
        measure: t('place.rowChange'),
        here: change(requests),
        note: requestsBefore === null ? '' : t('place.from', { number: this.#number(requestsBefore) }),
        city: requestsBefore === null || requestsAtCityPace === null ? '' : change(requestsAtCityPace),
      },
      daysRow(t('place.rowHalf'), half, timed >= fewest),
      daysRow(t('place.rowNineInTen'), nineInTen, timed >= minimumRequestsForP90),
      {
        measure: t('place.rowOnTime'),
        here: due < fewest ? t('place.tooFew') : this.#share(met / due),
        note: [
          due < fewest ? '' : this.#verdict(figures.metVerdict, 'moreOften', 'lessOften'),
          t('place.lateOfDue', { count: due - met, late: this.#number(due - met), due: this.#number(due) }),
        ]
          .filter((part) => part !== '')
          .join('; '),
        city: due < fewest ? '' : this.#share(metCity),
      },
    ];
  }

  /** A usual time from minutes; "too few to say" of few requests. */
  usualTime(minutes: number | null, requests: number, horizonDays: number): string {
    if (requests < fewest) return this.#t('place.tooFew');
    const days = minutes === null || minutes > horizonDays * 1440 ? null : minutes / 1440;
    return this.#days(days, horizonDays);
  }

  /** A share closed on time; "too few to say" of few requests. */
  onTime(met: number, due: number): string {
    return due < fewest ? this.#t('place.tooFew') : this.#share(met / due);
  }

  #leadChange({ requests, requestsBefore }: PlaceFigures): string {
    if (requestsBefore === null) return '';
    if (requestsBefore < fewForPercent)
      return this.#t('place.changeFrom', { number: this.#number(requestsBefore) });
    const change = requests / requestsBefore - 1;
    if (Math.abs(change) < 0.005) return this.#t('place.changeSame');
    const percent = this.#share(Math.abs(change));
    return this.#t(change > 0 ? 'place.changeMore' : 'place.changeFewer', { percent });
  }

  #change(change: number): string {
    if (Math.abs(change) < 0.005) return this.#t('place.asMany');
    return this.#t(change > 0 ? 'place.more' : 'place.fewer', { percent: this.#share(Math.abs(change)) });
  }

  #verdict(verdict: Verdict, more: 'faster' | 'moreOften', fewer: 'slower' | 'lessOften'): string {
    return this.#t(`place.${verdict === 'unclear' ? 'noClear' : verdict === 'more' ? more : fewer}`);
  }

  #days(days: number | null, horizonDays: number): string {
    return days === null
      ? this.#t('place.moreThanDays', { days: horizonDays })
      : formatDays(days, this.#language, this.#t);
  }

  #number(value: number): string {
    return formatNumber(value, this.#language);
  }

  #share(share: number): string {
    return formatPercent(100 * share, this.#language);
  }
}
