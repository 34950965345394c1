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
  { name: 'quarantined', type: 'INTEGER', unit: 'rows', description: 'Rows that cannot be counted reliably' },
  {
    name: 'withheld',
    type: 'INTEGER',
    unit: 'rows',
    description: 'Rows of requests withheld by an operator',
  },
  { name: 'published', type: 'INTEGER', unit: 'requests', description: 'Requests in it' },
  {
    name: 'requests_new',
    type: 'INTEGER',
    unit: 'requests',
    description:
      'Requests that the previous publication did not have; this and the next two are null where the two were not compared, such as after a rebuild',
  },
  {
    name: 'requests_changed',
    type: 'INTEGER',
    unit: 'requests',
    description: 'Requests with any detail that differs from the previous publication',
  },
  {
    name: 'requests_gone',
    type: 'INTEGER',
    unit: 'requests',
    description: 'Requests in the previous publication that the source no longer has',
  },
  {
    name: 'months_rewritten',
    type: 'INTEGER',
    unit: 'months',
    description: 'Months of opening whose files differ from those of the previous publication',
  },
  {
    name: 'files_new',
    type: 'INTEGER',
    unit: 'files',
    description: 'Files that the previous manifest did not name, apart from the one of this table',
  },
  {
    name: 'taken_back',
    type: 'BOOLEAN',
    description: 'An operator went back to an earlier publication: this one is no longer part of the record',
  },
];
