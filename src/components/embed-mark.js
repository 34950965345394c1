// Runs before the first paint, while the page is still arriving: a module would be too late, and readers of an article
// would see the whole page flash by. The style sheet shows what is marked here.
{
  const root = document.documentElement;
  const mark = () => {
    const part = /^#embed-([a-z-]+)$/.exec(location.hash)?.[1];
    // A frame may ask for what the page has no more: then it shows all of it, rather than nothing.
    const isMissing = document.readyState !== 'loading' && !document.querySelector(`[data-embeds="${part}"]`);
    if (part === undefined || isMissing) delete root.dataset['embed'];
    else root.dataset['embed'] = part;
  };
  mark();
  addEventListener('DOMContentLoaded', mark);
  addEventListener('hashchange', mark);
}
