import { problems } from '../platform/problem.ts'

export const incident = problems({
  'incident/closed': {
    status: 409,
    retry: 'review',
    zh: '“{name}”已于 {at} 关闭，不能再改。',
    en: '“{name}” was closed at {at} and cannot change.',
  },
  'incident/level-same': {
    status: 409,
    retry: 'review',
    zh: '响应级别已经是“{level}”。',
    en: 'The level is “{level}” already.',
  },
  'incident/level-unknown': {
    status: 422,
    retry: 'review',
    zh: '这类事件没有“{level}”这一级。可选：{allowed}。',
    en: 'This kind of incident has no level “{level}”. Choose one of: {allowed}.',
  },
  'incident/phase-same': {
    status: 409,
    retry: 'review',
    zh: '已经处在“{phase}”阶段。',
    en: 'The phase is “{phase}” already.',
  },
  'incident/phase-unknown': {
    status: 422,
    retry: 'review',
    zh: '这类事件没有“{phase}”这一阶段。可选：{allowed}。',
    en: 'This kind of incident has no phase “{phase}”. Choose one of: {allowed}.',
  },
  'incident/not-yet': {
    status: 422,
    retry: 'review',
    zh: '{at} 还没有到，不能记入时间线。请核对时间。',
    en: '{at} has not come yet and cannot stand in the timeline. Please check the time.',
  },
  'incident/open-calls': {
    status: 409,
    retry: 'review',
    zh: '还有 {count} 项没有结束（召集、管控区）。请先结束、撤回或解除，再关闭事件。',
    en: '{count} calls or control zones are still open. End, withdraw or lift them before closing the incident.',
  },
})
