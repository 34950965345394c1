import { describe, expect, it } from 'vitest';
import { photoHost } from '../../../src/contract/photo.ts';
import { judgeAddress } from '../../../data-pipeline/sources/photo-address.ts';
import { momentOf } from '../../../data-pipeline/sources/photo-attachment.ts';
import { addressesIn } from '../../../data-pipeline/sources/photo-table.ts';

const hosts = new Set(['photos.example.org', 'other.example.org:8443']);

describe('the address of a picture', () => {
  it.each([
    ['https://photos.example.org/a.jpg', 'https://photos.example.org/a.jpg'],
    ['HTTPS://PHOTOS.EXAMPLE.ORG/A.jpg', 'https://photos.example.org/A.jpg'],
    ['https://photos.example.org:443/a.jpg', 'https://photos.example.org/a.jpg'],
    ['https://other.example.org:8443/a b.jpg?x=1', 'https://other.example.org:8443/a%20b.jpg?x=1'],
    ['https://photos.example.org/<img onerror=x>', 'https://photos.example.org/%3Cimg%20onerror=x%3E'],
  ])('%s is published as %s', (stated, address) => {
    expect(judgeAddress(stated, hosts, null)).toMatchObject({ address });
  });

  it.each([
    ['http://photos.example.org/a.jpg', 'not_https'],
    ['ftp://photos.example.org/a.jpg', 'not_https'],
    ['javascript:alert(1)', 'not_https'],
    ['blob:https://photos.example.org/1', 'not_https'],
    ['C:\\pictures\\a.jpg', 'not_https'],
    ['https://photos.example.org.evil.example/a.jpg', 'host_not_allowed'],
    ['https://photos.example.org@evil.example/a.jpg', 'not_an_address'],
    ['https://other.example.org/a.jpg', 'host_not_allowed'],
    ['https://photos.example.org./a.jpg', 'host_not_allowed'],
    ['https://', 'not_an_address'],
    ['//photos.example.org/a.jpg', 'not_an_address'],
    ['a.jpg', 'not_an_address'],
    [`https://photos.example.org/${'a'.repeat(3000)}`, 'not_an_address'],
    ['https://photos.example.org/a\u0000.jpg', 'not_an_address'],
    ['', 'no_picture'],
  ])('%j is left out: %s', (stated, reason) => {
    expect(judgeAddress(stated, hosts, null)).toEqual({ reason });
  });

  it.each([
    ['a.jpg', { path: '/pictures/a.jpg' }],
    ['2026/a.jpg', { path: '/pictures/2026/a.jpg' }],
    ['../a.jpg', { reason: 'outside_folder' }],
    ['2026/../../pictures2/a.jpg', { reason: 'outside_folder' }],
    ['.', { reason: 'outside_folder' }],
    ['/etc/passwd', { reason: 'not_an_address' }],
  ])('%s beside a list is a file only inside its folder', (stated, expected) => {
    expect(judgeAddress(stated, hosts, '/pictures')).toEqual(expected);
  });

  it('is found among several in one cell, and where it holds marks of its own', () => {
    expect(addressesIn(' https://a.example/1.jpg | https://a.example/2.jpg ')).toEqual([
      'https://a.example/1.jpg',
      'https://a.example/2.jpg',
    ]);
    expect(addressesIn('https://a.example/1,2;3.jpg, https://a.example/4.jpg')).toEqual([
      'https://a.example/1,2;3.jpg',
      'https://a.example/4.jpg',
    ]);
    expect(addressesIn('my house.jpg')).toEqual(['my house.jpg']);
    expect(addressesIn('  ')).toEqual([]);
  });
});

describe('a host that pictures may come from', () => {
  it.each(['photos.example.org', 'cityworker.cityofboston.gov:8443', 'a-b.xn--c1yn36f.example'])(
    'may be %s',
    (host) => expect(photoHost.test(host)).toBe(true),
  );
  it.each([
    '*',
    '*.example.org',
    'example',
    "example.org 'unsafe-inline'",
    'example.org;',
    'example.org"',
    'example.org\n',
    'https://example.org',
    'example.org/',
    'EXAMPLE.org',
    '127.0.0.1',
    '[::1]',
    '-a.example.org',
    'example.org:99999999',
    `${'a'.repeat(64)}.org`,
  ])('may not be %j', (host) => expect(photoHost.test(host)).toBe(false));
});

describe('the moment an attachment shows', () => {
  const attached = (more: Partial<Parameters<typeof momentOf>[0]>) =>
    momentOf({ name: 'IMG_1.jpg', keywords: '', taken_at: null, closed_at: '2026-11-20 15:00:00', ...more });

  it('is told by keywords first, then by the name, in either language', () => {
    expect(attached({ keywords: 'After', name: 'before.jpg' })).toBe('after');
    expect(attached({ name: 'closed_photo.jpg' })).toBe('after');
    expect(attached({ name: 'ReportedBy-2.jpg' })).toBe('before');
    expect(attached({ name: 'después.jpg' })).toBe('after');
    expect(attached({ name: 'antes 1.jpg' })).toBe('before');
  });

  it('is not guessed from a name that says both or neither, such as Report.jpg', () => {
    expect(attached({ name: 'before_after.jpg' })).toBeNull();
    expect(attached({ name: 'Report.jpg' })).toBeNull();
    expect(attached({ name: 'foreclosure.jpg' })).toBeNull();
  });

  it('is else told by when it was taken; on the day of the closing, before it, it may be either', () => {
    expect(attached({ taken_at: '2026-11-20 15:00:00' })).toBe('after');
    expect(attached({ taken_at: '2026-11-19 23:59:59' })).toBe('before');
    expect(attached({ taken_at: '2026-11-20 14:59:59' })).toBeNull();
    expect(attached({ closed_at: null })).toBe('before');
  });
});
