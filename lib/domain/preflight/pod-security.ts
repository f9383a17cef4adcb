import { plainText } from '../denial/plain-text.ts';
import { type Obstacle, obstacle } from './answer.ts';
import { runsOn } from './class-rules.ts';

const heading =
  /^existing pods in namespace "[^"]*" violate the new PodSecurity enforce level "([a-z]+)(?::[^"]*)?"$/;
const line = /^([a-z0-9.-]{1,253})(?: \(and (\d+) other pods?\))?: (.+)$/;

/**
 * What the API server warns of when a namespace gets another Pod Security level: the pods that could not be started again,
 * those of one kind told together. Other warnings say nothing here.
 */
export function podSecurityObstacles(warnings: readonly string[]): Obstacle[] {
  const lines = warnings.map((text) => plainText(text));
  const level = lines.map((each) => heading.exec(each)?.[1]).find((found) => found !== undefined);
  if (level === undefined) return [];
  return lines.flatMap((each) => {
    const [, name, others = '0', violations] = line.exec(each) ?? [];
    if (name === undefined || violations === undefined) return [];
    const text = `Pod Security “${level}” does not allow: ${violations}. ${runsOn}`;
    const found = obstacle('pod-security', text, [`pod ${name}`]);
    return [{ ...found, more: Number(others) }];
  });
}
