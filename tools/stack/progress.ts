/** The list the person sees while the stack starts: a line per finished step with its time. */
export interface Progress {
  step: <T>(name: string, work: (note: (text: string) => void) => Promise<T>) => Promise<T>;
  note: (text: string) => void;
  end: () => void;
}

/** Prints the list; on a terminal a last line shows what is still under way. */
export function startProgress(out: NodeJS.WriteStream = process.stdout): Progress {
  const running = new Map<string, number>();
  const began = performance.now();
  let ended = false;
  const erase = () => {
    if (out.isTTY) out.write('\r\x1b[K');
  };
  const draw = () => {
    if (!out.isTTY || running.size === 0) return;
    const names = [...running.keys()].join(', ');
    out.write(`\r\x1b[K  … ${names} (${seconds(began)})`.slice(0, (out.columns ?? 80) - 1));
  };
  const print = (line: string) => {
    // What fails because everything is being stopped is no news.
    if (ended) return;
    erase();
    out.write(`${line}\n`);
    draw();
  };
  const timer = setInterval(draw, 500);
  timer.unref();
  const step: Progress['step'] = async (name, work) => {
    const start = performance.now();
    running.set(name, start);
    draw();
    let remark = '';
    try {
      const result = await work((text) => {
        remark = text;
        // Only what stays true for a while is worth a line; the last remark stands beside the tick.
        setTimeout(() => running.has(name) && remark === text && print(`  … ${name}: ${text}`), 700).unref();
      });
      running.delete(name);
      print(`  ✓ ${name.padEnd(26)} ${seconds(start).padStart(7)}${remark ? `  ${remark}` : ''}`);
      return result;
    } catch (error) {
      running.delete(name);
      print(`  ✗ ${name.padEnd(26)} ${seconds(start).padStart(7)}`);
      throw error;
    }
  };
  const end = () => {
    ended = true;
    clearInterval(timer);
    erase();
  };
  return { step, note: (text) => print(`  · ${text}`), end };
}

/** The time since `start` (of `performance.now()`) in seconds, to read. */
export function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
