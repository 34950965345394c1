import catalog from './en/catalog.json';
import changes from './en/changes.json';
import compare from './en/compare.json';
import dictionary from './en/dictionary.json';
import downloads from './en/downloads.json';
import duration from './en/duration.json';
import equity from './en/equity.json';
import error from './en/error.json';
import explorer from './en/explorer.json';
import feed from './en/feed.json';
import footer from './en/footer.json';
import home from './en/home.json';
import locate from './en/locate.json';
import map from './en/map.json';
import method from './en/method.json';
import notFound from './en/notFound.json';
import photos from './en/photos.json';
import pinned from './en/pinned.json';
import place from './en/place.json';
import places from './en/places.json';
import progress from './en/progress.json';
import quality from './en/quality.json';
import questions from './en/questions.json';
import request from './en/request.json';
import sample from './en/sample.json';
import search from './en/search.json';
import site from './en/site.json';
import stale from './en/stale.json';
import take from './en/take.json';
import top from './en/top.json';
import use from './en/use.json';
import workbench from './en/workbench.json';

/** Every English message, by section. The Spanish ones must have the same keys. */
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
