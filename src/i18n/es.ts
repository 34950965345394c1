import catalog from './es/catalog.json';
import compare from './es/compare.json';
import duration from './es/duration.json';
import equity from './es/equity.json';
import error from './es/error.json';
import explorer from './es/explorer.json';
import feed from './es/feed.json';
import footer from './es/footer.json';
import home from './es/home.json';
import locate from './es/locate.json';
import map from './es/map.json';
import method from './es/method.json';
import notFound from './es/notFound.json';
import photos from './es/photos.json';
import place from './es/place.json';
import places from './es/places.json';
import progress from './es/progress.json';
import quality from './es/quality.json';
import request from './es/request.json';
import sample from './es/sample.json';
import search from './es/search.json';
import site from './es/site.json';
import stale from './es/stale.json';
import top from './es/top.json';
import use from './es/use.json';

/** Every Spanish message, by section. */
export default {
  catalog,
  compare,
  duration,
  equity,
  error,
  explorer,
  feed,
  footer,
  home,
  locate,
  map,
  method,
  notFound,
  photos,
  place,
  places,
  progress,
  quality,
  request,
  sample,
  search,
  site,
  stale,
  top,
  use,
};
