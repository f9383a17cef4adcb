/** A short name made from a name as people write it: "Søk & Data" becomes "sok-data"; empty if nothing is left. */
export function suggestSlug(name: string): string {
  return name
    .replace(/[øØ]/g, 'o')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 30)
    .replace(/-+$/, '');
}
