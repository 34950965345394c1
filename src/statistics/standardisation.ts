/**
 * A count in one place beside the count to be expected if each kind of request there went as it goes elsewhere
 * (indirect standardisation): `expected` = Σ n·p and `variance` = Σ n·p·(1 − p) over the kinds, with p the share
 * elsewhere. All in requests.
 */
export interface Standardised {
  observed: number;
  expected: number;
  variance: number;
}

/** What a comparison says: more or fewer than expected, or no clear difference. */
export type Verdict = 'more' | 'fewer' | 'unclear';

/**
 * Standard errors from the expected count beyond which a difference is called clear: the 99.8 % limits of a funnel
 * plot. With hundreds of places about one in 500 is called different by chance alone.
 */
const clearDifference = 3.09;

/** Share of the places at each end whose z is pulled in before the dispersion is estimated. */
const winsorisedShare = 0.1;

/**
 * Mean z² of a standard normal whose outermost tenths are pulled in so: 1 − 2·z·φ(z) − 2·0.1 + 2·0.1·z² with z = 1.2816, its
 * 90th percentile, and φ its density. Without dividing by it, pulling in would hide a third of the spread.
 */
const winsorisedNormalSquare = 0.6786545589528746;

/** How many standard errors the observed count lies from the expected; 0 where nothing can vary. */
export function zScore({ observed, expected, variance }: Standardised): number {
  return variance > 0 ? (observed - expected) / Math.sqrt(variance) : 0;
}

/**
 * How much wider places spread than independent requests would: φ = mean z², the z of the outermost tenth at each end
 * set to that of the next one in (Spiegelhalter 2005, "Handling over-dispersion of performance indicators", Quality and
 * Safety in Health Care 14:347–351), over what that mean is where chance alone is at work and z is normal. Crews and batches close requests together, so requests are not independent. At
 * least 1: places cannot be told apart better than chance allows.
 * @param places those that are compared with each other; ones without variance are left out.
 */
export function overdispersion(places: readonly Standardised[]): number {
  const scores = places
    .filter(({ variance }) => variance > 0)
    .map(zScore)
    .sort((first, second) => first - second);
  const cut = Math.floor(scores.length * winsorisedShare);
  const [low = 0, high = 0] = [scores[cut], scores[scores.length - 1 - cut]];
  const squares = scores.map((z) => Math.min(high, Math.max(low, z)) ** 2);
  const mean = squares.reduce((sum, square) => sum + square, 0) / Math.max(1, squares.length);
  return Math.max(1, mean / winsorisedNormalSquare);
}

/**
 * Whether a place differs clearly from what is expected: |z| above 3.09 after the spread is widened by √φ.
 * @param dispersion φ of the places compared, from `overdispersion`.
 */
export function verdictOf(place: Standardised, dispersion: number): Verdict {
  const z = zScore(place) / Math.sqrt(dispersion);
  if (Math.abs(z) <= clearDifference) return 'unclear';
  return z > 0 ? 'more' : 'fewer';
}
