// Parts take class names for layout only (margin, grid area), so classes never have to override each other.
export { clsx as cn } from 'clsx';
