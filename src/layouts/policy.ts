import contentSecurityPolicy from './content-security-policy.json';

/**
 * The content security policy of a page.
 * @param pictureHosts further hosts that its pictures may come from, checked when the record was published.
 */
export function policyOf(pictureHosts: readonly string[]): string {
  const images = [contentSecurityPolicy['img-src'], ...pictureHosts.map((host) => `https://${host}`)];
  return Object.entries({ ...contentSecurityPolicy, 'img-src': images.join(' ') })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}
