/** Most characters of the reason of a request, and of a decision: for the check and for the fields that take it. */
export const reasonLength = 1000;
