import { describe, expect, it } from 'vitest';
import { InputError } from '../../../data-pipeline/error.ts';
import { parseCenterline } from '../../../data-pipeline/sources/centerline.ts';

const line = [
  [-76.61, 39.3],
  [-76.61, 39.31],
];
const layer = (...properties: object[]): object => ({
  type: 'FeatureCollection',
  features: properties.map((own) => ({
    type: 'Feature',
    properties: JSON.parse(JSON.stringify(own)) as object,
    geometry: { type: 'LineString', coordinates: line },
  })),
});

describe('a centerline layer', () => {
  it.each([
    [
      'the City’s',
      { OBJECTID: 1, FULLNAME: 'N CHARLES ST', FRADDL: 1200, TOADDL: 1298, FRADDR: 1201, TOADDR: 1299 },
    ],
    [
      'NG911’s',
      { FullStreetName: 'N CHARLES ST', FromAddr_L: 1200, ToAddr_L: 1298, FromAddr_R: 1201, ToAddr_R: 1299 },
    ],
    [
      'the Census Bureau’s',
      { FULLNAME: 'N CHARLES ST', LFROMADD: '1200', LTOADD: '1298', RFROMADD: '1201', RTOADD: '1299' },
    ],
    [
      'one in plain words',
      {
        street_name: 'N CHARLES ST',
        left_from_address: 1200,
        left_to_address: 1298,
        right_from_address: 1201,
        right_to_address: 1299,
      },
    ],
  ])('is understood whatever its properties are called: %s', (_whose, properties) => {
    expect(parseCenterline(layer(properties), 'streets')).toEqual([
      { street: 'N CHARLES ST', line, left: [1200, 1298], right: [1201, 1299] },
    ]);
  });

  const city = { fullname: 'N CHARLES ST', fraddl: 1200, toaddl: 1298, fraddr: 0, toaddr: 0 };

  it('may have its name under a property that the config names', () => {
    const { fullname, ...rest } = city;
    expect(parseCenterline(layer({ ...rest, LABEL: fullname }), 'streets', 'label')[0]?.street).toBe(
      fullname,
    );
  });

  it('has no number on a side that says 0 or nothing', () => {
    expect(parseCenterline(layer(city), 'streets')[0]).toMatchObject({ left: [1200, 1298], right: null });
  });

  it('is read without alleys that bear the names of others, ramps, and blocks without a name', () => {
    const others = ['FAIT-HUDSON', 'RAMP', 'ALLEY', null, ' '].map((fullname) => ({ ...city, fullname }));
    expect(parseCenterline(layer(city, ...others), 'streets')).toHaveLength(1);
    expect(parseCenterline(layer({ ...city, fullname: 'STODDARD AL' }), 'streets')).toHaveLength(1);
  });

  it.each([
    [
      'no property for a number',
      layer({ fullname: 'A ST', fraddl: 1, toaddl: 3, fraddr: 2 }),
      /no property for the last number on the right \(properties seen: fullname, fraddl, toaddl, fraddr\); expected such as/,
    ],
    [
      'no property for the name',
      layer({ ...city, fullname: undefined, NAME_ID: 4 }),
      /no property for the whole street name \(properties seen: .*NAME_ID/,
    ],
    [
      'no house numbers at all',
      layer({ ...city, fraddl: 0, toaddl: 0 }),
      /no house numbers on any of 1 named blocks/,
    ],
    [
      'positions in feet',
      {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: city,
            geometry: { type: 'LineString', coordinates: [[1420000, 590000]] },
          },
        ],
      },
      /1420000, 590000; expected degrees/,
    ],
    [
      'polygons',
      {
        type: 'FeatureCollection',
        features: [{ type: 'Feature', properties: city, geometry: { type: 'Polygon', coordinates: [] } }],
      },
      /expected a GeoJSON FeatureCollection of lines/,
    ],
    [
      'no features',
      { type: 'FeatureCollection', features: [] },
      /expected a GeoJSON FeatureCollection of lines/,
    ],
  ])('is refused by name when it has %s', (_what, json, says) => {
    const read = (): unknown => parseCenterline(json, 'egis/Streets');
    expect(read).toThrow(InputError);
    expect(read).toThrow(says);
    expect(read).toThrow(/egis\/Streets/);
  });
});
