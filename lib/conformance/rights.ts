/** Verbs that change one object. */
export const write = ['create', 'update', 'patch', 'delete'] as const;

export const rbacGroup = 'rbac.authorization.k8s.io';
