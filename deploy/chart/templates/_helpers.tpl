{{/* What fits no schema is refused here, in words. */}}
{{- define "bailiwick.check" -}}
{{- if ne .Release.Namespace "bailiwick-system" -}}
{{- fail (printf "Bailiwick is installed in the namespace bailiwick-system, not in %s: its admission policies know its processes by that name. Add --namespace bailiwick-system." .Release.Namespace) -}}
{{- end -}}
{{- if and .Values.notifier.smtp.name (not .Values.notifier.smtp.from) -}}
{{- fail "notifier.smtp.from names the sender of mails, and is needed with notifier.smtp.name." -}}
{{- end -}}
{{- if and .Values.networkPolicy.enabled (not .Values.networkPolicy.traces.to) (or .Values.web.env.OTEL_EXPORTER_OTLP_ENDPOINT .Values.provisioner.env.OTEL_EXPORTER_OTLP_ENDPOINT) -}}
{{- fail "networkPolicy.traces.to says where the receiver of OTEL_EXPORTER_OTLP_ENDPOINT is: without it nobody may send there." -}}
{{- end -}}
{{- if and .Values.web.autoscaling.enabled (gt (int .Values.web.replicas) (int .Values.web.autoscaling.maxReplicas)) -}}
{{- fail "web.autoscaling.maxReplicas is less than web.replicas." -}}
{{- end -}}
{{- if hasPrefix "system:" .Values.cluster.subjectPrefix -}}
{{- fail "cluster.subjectPrefix can not begin with system: - those names belong to the cluster." -}}
{{- end -}}
{{- range .Values.cluster.exemptGroups -}}
{{- if regexMatch "^system:(authenticated|unauthenticated|serviceaccounts(:.*)?)$" . -}}
{{- fail (printf "cluster.exemptGroups can not hold %s: tenants are in it, and the policies would hold nobody." .) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "bailiwick.labels" -}}
app.kubernetes.io/part-of: bailiwick
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end -}}

{{/* By these a process is found: dict "root" . "name" "web" */}}
{{- define "bailiwick.selector" -}}
app.kubernetes.io/name: bailiwick-{{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end -}}

{{- define "bailiwick.metadata" -}}
name: bailiwick-{{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "bailiwick.selector" . | nindent 2 }}
  {{- include "bailiwick.labels" .root | nindent 2 }}
{{- end -}}

{{- define "bailiwick.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}{{ .repository }}@{{ .digest }}{{- else -}}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{- end -}}
{{- end -}}
{{- end -}}

{{- define "bailiwick.secret" -}}
valueFrom: { secretKeyRef: { name: {{ .name | quote }}, key: {{ .key | quote }} } }
{{- end -}}

{{/* The optional variables that somebody set, and what each process gets. dict "root" . "env" … */}}
{{- define "bailiwick.env" -}}
{{- range $name, $value := .env }}
- { name: {{ $name }}, value: {{ $value | toString | quote }} }
{{- end }}
{{- if .root.Values.certificateAuthority.configMap }}
- { name: NODE_EXTRA_CA_CERTS, value: /etc/bailiwick/authority/{{ .root.Values.certificateAuthority.key }} }
{{- end }}
{{- end -}}

{{/* Everything of a pod but its container. dict "root" . "name" … "account" … "values" … */}}
{{- define "bailiwick.pod" -}}
serviceAccountName: {{ .account }}
# Who needs a token mounts one that ends.
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: 30
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile: { type: RuntimeDefault }
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . | quote }}
  {{- end }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "bailiwick.selector" . | nindent 8 }}
volumes:
  - { name: tmp, emptyDir: { sizeLimit: 64Mi } }
  {{- with .root.Values.certificateAuthority }}
  {{- if .configMap }}
  - { name: authority, configMap: { name: {{ .configMap | quote }}, items: [{ key: {{ .key | quote }}, path: {{ .key | quote }} }] } }
  {{- end }}
  {{- end }}
  {{- if .cluster }}
  - name: cluster
    projected:
      sources:
        - serviceAccountToken: { path: token, expirationSeconds: 3600 }
        - configMap: { name: kube-root-ca.crt, items: [{ key: ca.crt, path: ca.crt }] }
        - configMap: { name: bailiwick-kubeconfig, items: [{ key: kubeconfig, path: kubeconfig }] }
  {{- end }}
{{- end -}}

{{/* Everything of a container but its command, environment and probes. */}}
{{- define "bailiwick.container" -}}
image: {{ include "bailiwick.image" .root | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
resources: {{- toYaml .values.resources | nindent 2 }}
volumeMounts:
  - { name: tmp, mountPath: /tmp }
  {{- if .root.Values.certificateAuthority.configMap }}
  - { name: authority, mountPath: /etc/bailiwick/authority, readOnly: true }
  {{- end }}
  {{- if .cluster }}
  - { name: cluster, mountPath: /var/run/bailiwick/cluster, readOnly: true }
  {{- end }}
{{- end -}}

{{/* A process behind a health server: its Deployment, disruption budget and service for metrics. */}}
{{- define "bailiwick.process" -}}
{{- $values := get .root.Values .name -}}
{{- $own := merge (dict "values" $values "account" .name) . -}}
apiVersion: apps/v1
kind: Deployment
metadata: {{- include "bailiwick.metadata" $own | nindent 2 }}
spec:
  replicas: {{ $values.replicas }}
  revisionHistoryLimit: 5
  strategy: { type: RollingUpdate, rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }
  selector:
    matchLabels: {{- include "bailiwick.selector" $own | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "bailiwick.selector" $own | nindent 8 }}
        app.kubernetes.io/part-of: bailiwick
    spec:
      {{- include "bailiwick.pod" $own | nindent 6 }}
      containers:
        - name: {{ .name }}
          # Its memory: docs/decisions/0186.
          args: [--max-semi-space-size=4, --heap-growing-percent=30, lib/{{ .name }}/runtime/main.ts]
          {{- include "bailiwick.container" $own | nindent 10 }}
          env:
            - { name: HOST, value: 0.0.0.0 }
            - { name: METRICS_PORT, value: {{ .port | quote }} }
            - { name: MALLOC_ARENA_MAX, value: '1' }
            - { name: MALLOC_MMAP_THRESHOLD_, value: '16384' }
            - { name: MALLOC_TRIM_THRESHOLD_, value: '65536' }
            {{- if .isNamed }}
            - { name: BAILIWICK_REPLICA, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
            {{- end }}
            - name: DATABASE_URL
              {{- include "bailiwick.secret" (get .root.Values.database .name) | nindent 14 }}
            {{- if .cluster }}
            - { name: KUBECONFIG, value: /var/run/bailiwick/cluster/kubeconfig }
            {{- end }}
            {{- with .more }}{{ . | nindent 12 }}{{ end }}
            {{- include "bailiwick.env" (dict "root" .root "env" $values.env) | nindent 12 }}
          ports: [{ name: metrics, containerPort: {{ .port }} }]
          startupProbe: { httpGet: { path: /livez, port: metrics }, periodSeconds: 2, failureThreshold: 60 }
          livenessProbe: { httpGet: { path: /livez, port: metrics }, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 4 }
          readinessProbe: { httpGet: { path: /readyz, port: metrics }, periodSeconds: 5, timeoutSeconds: 5 }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {{- include "bailiwick.metadata" $own | nindent 2 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels: {{- include "bailiwick.selector" $own | nindent 6 }}
---
apiVersion: v1
kind: Service
metadata: {{- include "bailiwick.metadata" $own | nindent 2 }}
spec:
  # For metrics alone: nobody calls this process.
  clusterIP: None
  selector: {{- include "bailiwick.selector" $own | nindent 4 }}
  ports: [{ name: metrics, port: {{ .port }}, targetPort: metrics }]
{{- end -}}

{{/* As a CEL list has them; what is generated of the admission policies takes it. */}}
{{- define "bailiwick.exempt-groups" -}}
{{- range $index, $group := .Values.cluster.exemptGroups -}}
{{- if $index }}, {{ end }}'{{ $group }}'
{{- end -}}
{{- end -}}

{{/* The stamp of the usual pack; what a person chose gives it another content, which the portal judges by itself. */}}
{{- define "bailiwick.pack-version" -}}
{{- $cluster := .root.Values.cluster -}}
{{- if and (eq $cluster.subjectPrefix "oidc:") (deepEqual $cluster.exemptGroups (list "system:masters")) -}}
{{- .usual -}}
{{- else -}}
{{- .usual }}-own-options
{{- end -}}
{{- end -}}
