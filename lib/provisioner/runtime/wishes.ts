/** Why an environment waits for work. */
export interface Wish {
  /** Its rows may call for a pass. */
  due: boolean;
  /** Rows or cluster may have changed unseen, so both are to be compared. */
  look: boolean;
}

/** What is wanted of the environments in the queue; several wishes for one of them are one. */
export interface Wishes {
  due: (id: string) => void;
  look: (id: string) => void;
  /** What is wanted of it, which is then wanted no longer. */
  take: (id: string) => Wish;
  /** Puts back what could not be done, without waking anybody. */
  putBack: (id: string, wish: Wish) => void;
  wantsLook: (id: string) => boolean;
  /** It has been looked at just now, whatever asked for that before. */
  hasSeen: (id: string) => void;
}

/** Nothing is wanted at first. `wake` is called with each environment that something is wanted of. */
export function createWishes(wake: (id: string) => void): Wishes {
  const toLookAt = new Set<string>();
  const toClaim = new Set<string>();
  const add = (wishes: Set<string>) => (id: string) => {
    wishes.add(id);
    wake(id);
  };
  return {
    due: add(toClaim),
    look: add(toLookAt),
    take: (id) => ({ due: toClaim.delete(id), look: toLookAt.delete(id) }),
    putBack: (id, { due, look }) => {
      if (due) toClaim.add(id);
      if (look) toLookAt.add(id);
    },
    wantsLook: (id) => toLookAt.has(id),
    hasSeen: (id) => {
      toLookAt.delete(id);
    },
  };
}
