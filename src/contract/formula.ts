/**
 * Where a spreadsheet would take text for a formula, as a pattern that JavaScript and DuckDB read alike: one of these signs
 * at the beginning. A program whose list separator is a semicolon also cuts at semicolons, tabs and line ends, inside quotes
 * too: what follows there must not begin so either. The third group is the sign.
 */
export const formulaPattern = '(^|[;\\t\\r\\n])("*)([=+\\-@＝＋－＠])';
