/** Names and ranges that only this machine or its own network can reach. */
const PRIVATE_HOST =
  /^(localhost|.*\.localhost|.*\.local|.*\.internal|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(1[6-9]|2\d|3[01])\..*|\[?::1\]?|\[?f[cd][0-9a-f]{2}:.*|\[?fe80:.*)$/i;

/** Whether people outside could reach this host, as far as its name tells. */
export function isPublicHost(host: string): boolean {
  return PRIVATE_HOST.test(host) === false && host.includes('.');
}
