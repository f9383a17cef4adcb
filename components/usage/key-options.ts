/** The quota keys by which usage is compared; the first one is what an address without a key means. */
export const keyOptions = [
  { value: '', label: 'CPU requests' },
  { value: 'limits.cpu', label: 'CPU limits' },
  { value: 'requests.memory', label: 'Memory requests' },
  { value: 'limits.memory', label: 'Memory limits' },
  { value: 'requests.storage', label: 'Storage requests' },
  { value: 'pods', label: 'Pods' },
];
