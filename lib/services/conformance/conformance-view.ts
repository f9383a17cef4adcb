import { checks } from '#lib/conformance/checks.ts';
import type { RunRow } from '#lib/data/conformance/run-rows.ts';
import type { WaiverRow } from '#lib/data/conformance/waiver-rows.ts';
import type { CheckResult } from '#lib/domain/conformance.ts';
import type { CheckView, ConformanceRunView, WaiverView } from '#lib/domain/conformance-views.ts';

/** A run as people see it; null while it has not ended. */
export function runView(row: RunRow): ConformanceRunView | null {
  const { id, requestedAt, finishedAt, requester, problem, passed, byDesign, failed, errors } = row;
  if (finishedAt === null) return null;
  return {
    id,
    requestedAt: requestedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    requestedBy: requester?.name ?? null,
    problem,
    score: { passed, byDesign, failed, errors, total: passed + byDesign + failed + errors },
  };
}

/** A waiver as people see it. */
export function waiverView({ checkId, reason, createdAt, expiresAt, approver }: WaiverRow): WaiverView {
  return {
    check: checkId,
    reason,
    approvedBy: approver,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

/** The results in the order of the registry, each with what its check is about. */
export function checkViews(results: readonly CheckResult[], waivers: readonly WaiverView[]): CheckView[] {
  return checks.flatMap(({ id, title, section, proves, how }) => {
    const result = results.find((each) => each.id === id);
    const waiver = waivers.find((each) => each.check === id) ?? null;
    return result === undefined ? [] : [{ ...result, title, section, proves, how, waiver }];
  });
}

/** Whether a waiver stands in for a pass; a waived check that passes needs none. */
export function isWaived({ outcome, waiver }: Pick<CheckView, 'outcome' | 'waiver'>): boolean {
  return waiver !== null && (outcome === 'fail' || outcome === 'error');
}
