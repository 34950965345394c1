import catalog from './es/catalog.json';
import changes from './es/changes.json';
import compare from './es/compare.json';
import dictionary from './es/dictionary.json';
import downloads from './es/downloads.json';
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
import pinned from './es/pinned.json';
import place from './es/place.json';
import places from './es/places.json';
import progress from './es/progress.json';
import quality from './es/quality.json';
import questions from './es/questions.json';
import request from './es/request.json';
import sample from './es/sample.json';
import search from './es/search.json';
import site from './es/site.json';
import stale from './es/stale.json';
import take from './es/take.json';
import top from './es/top.json';
import use from './es/use.json';
import workbench from './es/workbench.json';

/** Every Spanish message, by section. */
export default {
  catalog,
  changes,
  compare,
  dictionary,
  downloads,
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
  pinned,
  place,
  places,
  progress,
  quality,
  questions,
  request,
  sample,
  search,
  site,
  stale,
  take,
  top,
  use,
  workbench,
};
