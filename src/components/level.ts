import type { PlaceKind } from '../i18n/language.ts';
import type { MessageKey } from '../i18n/translate.ts';

/** Levels at which requests are counted, the usual one first. */
export const levels = [
  'neighborhood',
  'council_district',
  'community_statistical_area',
] as const satisfies readonly PlaceKind[];

/** Messages that name the areas of a level. */
export interface LevelMessages {
  column: MessageKey;
  find: MessageKey;
  findNone: MessageKey;
  map: MessageKey;
  choose: MessageKey;
}

export const levelMessages: Record<PlaceKind, LevelMessages> = {
  neighborhood: {
    column: 'explorer.columnArea',
    find: 'explorer.find',
    findNone: 'explorer.findNone',
    map: 'explorer.mapLabel',
    choose: 'explorer.choose',
  },
  council_district: {
    column: 'map.districtColumn',
    find: 'map.districtFind',
    findNone: 'map.districtFindNone',
    map: 'map.districtMap',
    choose: 'map.districtChoose',
  },
  community_statistical_area: {
    column: 'map.statisticalColumn',
    find: 'map.statisticalFind',
    findNone: 'map.statisticalFindNone',
    map: 'map.statisticalMap',
    choose: 'map.statisticalChoose',
  },
};
