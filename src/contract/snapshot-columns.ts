import type { Column } from './column.ts';

/** So many publications are told of; a year of nights and some. */
export const toldSnapshots = 400;

/** What was published here, one row a publication, oldest first, the one that holds the table last. */
export const snapshots: Column[] = [
  { name: 'number', type: 'INTEGER', description: 'Counts the publications of a record, from 1' },
  {
    name: 'snapshot_id',
    type: 'VARCHAR',
    description: 'Its id: when its source was read (UTC), and 8 digits of the hash of all other tables',
  },
  { name: 'source', type: 'VARCHAR', description: 'open-baltimore, files, sample' },
  { name: 'read_at', type: 'TIMESTAMP', description: 'When its source was read, UTC' },
  { name: 'data_through', type: 'TIMESTAMP', description: 'Its newest request was opened then' },
  {
    name: 'received',
    type: 'INTEGER',
    unit: 'rows',
    description: 'Rows of the source: merged + quarantined + withheld + published',
  },
  { name: 'merged', type: 'INTEGER', unit: 'rows', description: 'Rows of a request that has a newer row' },
  { name: 'quarantined', type: 'INTEGER', unit: 'rows', description: 'Rows that cannot be counted honestly' },
  {
    name: 'withheld',
    type: 'INTEGER',
    unit: 'rows',
    description: 'Rows of requests kept back by an operator',
  },
  { name: 'published', type: 'INTEGER', unit: 'requests', description: 'Requests in it' },
  {
    name: 'requests_new',
    type: 'INTEGER',
    unit: 'requests',
    description:
      'Requests that the publication before did not hold; this and the next two are null where the two were not compared, as after a rebuild',
  },
  {
    name: 'requests_changed',
    type: 'INTEGER',
    unit: 'requests',
    description: 'Requests of which anything else is said than before',
  },
  {
    name: 'requests_gone',
    type: 'INTEGER',
    unit: 'requests',
    description: 'Requests of the publication before that the source no longer has',
  },
  {
    name: 'months_rewritten',
    type: 'INTEGER',
    unit: 'months',
    description: 'Months of opening whose files are not those of the publication before',
  },
  {
    name: 'files_new',
    type: 'INTEGER',
    unit: 'files',
    description: 'Files that the manifest before did not name, besides the one of this table',
  },
  {
    name: 'taken_back',
    type: 'BOOLEAN',
    description:
      'An operator went back to an earlier publication: this one is no part of the record any more',
  },
];
