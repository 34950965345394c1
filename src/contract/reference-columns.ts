import { areaKinds, clocks, origins, problemClasses } from './code.ts';
import { words, type Column } from './column.ts';

/** Places that requests are counted in. */
export const areas: Column[] = [
  { name: 'area_id', type: 'USMALLINT', description: 'Key; 1 is the whole city' },
  { name: 'kind', type: 'VARCHAR', description: words(areaKinds) },
  { name: 'name', type: 'VARCHAR', description: 'Name on the boundary map' },
  { name: 'slug', type: 'VARCHAR', description: 'Name in addresses of this site; unique within its kind' },
  { name: 'longitude', type: 'DOUBLE', unit: 'degrees', description: 'A point inside, for a label' },
  { name: 'latitude', type: 'DOUBLE', unit: 'degrees', description: 'A point inside, for a label' },
  { name: 'acres', type: 'DOUBLE', unit: 'acres', description: 'Land and water inside the boundary' },
  {
    name: 'population',
    type: 'INTEGER',
    unit: 'people',
    description: 'Residents in 2020; null where not known',
  },
  {
    name: 'median_household_income',
    type: 'INTEGER',
    unit: 'dollars a year',
    description: 'Null where not known; over several tracts the mean of their medians, weighted by people',
  },
  {
    name: 'median_household_income_margin',
    type: 'INTEGER',
    unit: 'dollars a year',
    description: '90 % margin of error; null where not known',
  },
  {
    name: 'income_top_coded',
    type: 'BOOLEAN',
    description: 'The income rests on one given as "250,000 or more": read it as "at least"',
  },
  ...['black', 'white', 'hispanic'].flatMap((group) => [
    {
      name: `percent_${group}`,
      type: 'DOUBLE',
      unit: 'percent',
      description: `${group[0]?.toUpperCase()}${group.slice(1)} residents; null where not known`,
    },
    {
      name: `percent_${group}_margin`,
      type: 'DOUBLE',
      unit: 'percentage points',
      description: '90 % margin of error; null where not known',
    },
  ]),
  {
    name: 'percent_spanish_at_home',
    type: 'DOUBLE',
    unit: 'percent',
    description: 'Residents aged five or more who speak Spanish at home; null where not known',
  },
  {
    name: 'percent_spanish_at_home_margin',
    type: 'DOUBLE',
    unit: 'percentage points',
    description: '90 % margin of error; null where not known',
  },
  {
    name: 'demographics_method',
    type: 'VARCHAR',
    description: 'published for this very area, the tract itself, or crosswalk: weighted over tracts',
  },
];

/** Kinds of request that occur. */
export const requestTypes: Column[] = [
  { name: 'request_type_id', type: 'USMALLINT', description: 'Key; never used again for another type' },
  { name: 'request_type', type: 'VARCHAR', description: "The City's name, byte for byte" },
  { name: 'name_en', type: 'VARCHAR', description: 'Plain English name' },
  { name: 'name_es', type: 'VARCHAR', description: 'Plain Spanish name' },
  { name: 'family', type: 'VARCHAR', description: 'Types that residents see as one kind of problem' },
  { name: 'problem_class', type: 'VARCHAR', description: words(problemClasses) },
  { name: 'origin', type: 'VARCHAR', description: `What the type alone implies: ${words(origins)}` },
  { name: 'clock', type: 'VARCHAR', description: words(clocks) },
  { name: 'sensitive', type: 'BOOLEAN', description: 'Shown by block, not by house' },
  {
    name: 'current_name',
    type: 'VARCHAR',
    description: "The City's name of this type today, where it was renamed",
  },
  {
    name: 'reviewed',
    type: 'BOOLEAN',
    description: 'False: not in the reference table yet, shown under its own name',
  },
  { name: 'requests', type: 'INTEGER', unit: 'requests', description: 'Rows of this type in the record' },
];

/** Agencies that occur. */
export const agencies: Column[] = [
  { name: 'agency', type: 'VARCHAR', description: 'Agency as the City wrote it, trimmed' },
  { name: 'name_en', type: 'VARCHAR', description: 'Plain English name' },
  { name: 'name_es', type: 'VARCHAR', description: 'Plain Spanish name' },
  { name: 'requests', type: 'INTEGER', unit: 'requests', description: 'Rows of this agency in the record' },
];

/** What people call things, for search. */
export const searchWords: Column[] = [
  { name: 'kind', type: 'VARCHAR', description: 'What is called so: type, agency or neighborhood' },
  {
    name: 'key',
    type: 'VARCHAR',
    description: "The City's name of the type or agency, or the neighborhood's name",
  },
  { name: 'language', type: 'VARCHAR', description: 'en or es; null for names of places' },
  { name: 'words', type: 'VARCHAR', description: 'Phrases, separated by semicolons' },
];
