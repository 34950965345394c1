// A link may name the snapshot it was made from. What there is to say then is fetched only when it is not the live one.
const main = document.querySelector('main')!;
const made = new URLSearchParams(location.search).get('snapshot');
if (made && made !== main.dataset['live'])
  void import('./pinned-notice.ts').then(({ showPinned }) => showPinned(main, made));
