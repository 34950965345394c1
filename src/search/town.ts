/**
 * Places around the city that have its post office's ZIP codes or streets that go on from it: an address there is
 * outside, though a house of the same number may stand in the city. Upper case.
 */
export const countyTowns: ReadonlySet<string> = new Set(
  [
    'Arbutus, Bowleys Quarters, Brooklyn Park, Carney, Catonsville, Cockeysville, Columbia, Dundalk, Edgemere, Elkridge',
    'Ellicott City, Essex, Garrison, Glen Burnie, Halethorpe, Hunt Valley, Hanover, Kingsville, Lansdowne, Linthicum',
    'Linthicum Heights, Lochearn, Lutherville, Lutherville Timonium, Middle River, Milford Mill, Nottingham, Overlea',
    'Owings Mills, Parkville, Pasadena, Perry Hall, Pikesville, Randallstown, Reisterstown, Riderwood, Rosedale',
    'Ruxton, Sparrows Point, Stevenson, Timonium, Towson, White Marsh, Windsor Mill, Woodlawn, Woodstock',
    'Baltimore County, Anne Arundel County, Howard County, Condado de Baltimore',
  ]
    .join(', ')
    .toUpperCase()
    .split(', '),
);
