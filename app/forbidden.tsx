// What is not yours does not exist: the words are those of a page that is missing.
export { default } from './not-found.tsx';
