import { describe, expect, it } from 'vitest';
import { agencyNames, kindNames } from '../../../src/components/kind-name.ts';
import { agencyKinds } from '../../../src/data/compared-rows.ts';
import { translator } from '../../../src/i18n/messages.ts';

const [en, es] = [translator('en'), translator('es')];

const row = (prefix: string, agency: string, english: string, spanish: string) => ({
  prefix,
  agency,
  name_en: english,
  name_es: spanish,
});
const rows = [
  row('SW', 'Solid Waste', 'Public Works: Solid Waste', 'Obras Públicas: Basura y Limpieza'),
  row('TRM', 'Transportation', 'Department of Transportation', 'Departamento de Transporte'),
  row('TRT', 'Transportation', 'Department of Transportation', 'Departamento de Transporte'),
];

const types = ['SW-Dirty Alley', 'TRM-Rare Hole', 'NEW-Rare Thing', '311-Rare Question'].map(
  (name, index) => ({
    request_type_id: 10 + index,
    request_type: name,
    name: `Plain ${name}`,
  }),
);
const rareOf = (id: number): number => agencyKinds(types).get(id)!;

describe('names of kinds', () => {
  it('are the plain ones, or of rare kinds together their agency’s', () => {
    const english = kindNames(types, agencyNames(rows, 'en'), en);
    expect(english(10)).toBe('Plain SW-Dirty Alley');
    expect(english(rareOf(10))).toBe('Rare kinds: Public Works: Solid Waste');
    const spanish = kindNames(types, agencyNames(rows, 'es'), es);
    expect(spanish(rareOf(10))).toBe('Tipos poco comunes: Obras Públicas: Basura y Limpieza');
  });

  it('hold the prefix where several prefixes are of one agency, and alone where the agency is not known', () => {
    const name = kindNames(types, agencyNames(rows, 'en'), en);
    expect(name(rareOf(11))).toBe('Rare kinds: Department of Transportation (TRM)');
    expect(name(rareOf(12))).toBe('Rare kinds: NEW');
    expect(name(rareOf(13))).toBe('Rare kinds: 311');
  });
});
