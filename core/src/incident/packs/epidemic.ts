import type { Pack } from '../wire.ts'
import { dangerPost, named, post, RESPONSE_LEVELS } from './build.ts'

export const epidemic: Pack = {
  kind: 'epidemic',
  words: { zh: '疫情', en: 'Epidemic' },
  levels: RESPONSE_LEVELS,
  phases: [
    named('outbreak', '应急处置', 'First response'),
    named('control', '全面管控', 'Containment'),
    named('clearing', '清零攻坚', 'Clearing'),
    named('recovery', '有序恢复', 'Return to normal'),
  ],
  posts: [
    post('gate', '小区卡口值守', 'Compound gate'),
    post('road-checkpoint', '公路卡点查验', 'Road checkpoint'),
    post('registration', '信息登记', 'Registration', ['data-entry']),
    post('testing-order', '采样点秩序维护', 'Order at a testing site'),
    dangerPost('sampling', '核酸采样', 'Sampling', ['medical']),
    dangerPost('transfer', '隔离转运协助', 'Isolation and transfer', ['driving']),
    dangerPost('sealed-building', '封控楼栋服务', 'Service at a sealed building'),
    post('door-knock', '敲门排查', 'Door knocking', ['dialect']),
    post('telephone', '电话问询', 'Telephone enquiry', ['dialect']),
    post('delivery', '物资配送', 'Delivery of supplies', ['logistics']),
    post('errand', '代购代办', 'Errands'),
    post('care', '独居和行动不便居民关爱', 'Care for people alone or hardly mobile', ['first-aid']),
    post('counselling', '心理疏导转介', 'Psychosocial referral', ['counselling']),
    post('publicity', '宣传引导', 'Publicity'),
  ],
}
