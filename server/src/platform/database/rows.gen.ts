// Generated from the migrations by `npm run golden`; not to be edited.
import type { Generated, JSONColumnType } from 'kysely'

export interface DB {
  account: {
    tenant: string
    id: string
    login: string | null
    passphrase: string | null
    person_id: string | null
    suspended: Generated<boolean>
    created_at: Date
    seen_at: Date | null
  }
  alarm: {
    tenant: string
    id: string
    kind: string
    about: string
    post_id: string
    shift_id: string | null
    person_id: string | null
    territory: string
    since: Date
    step: string
    next_step_at: Date | null
    acknowledged_at: Date | null
    acknowledged_by: string | null
    cleared_at: Date | null
  }
  answering: {
    tenant: string
    id: string
    person_id: string
    kind: string
    what: string
    what_id: string
    since: Date
    until: Date | null
    named_by: string | null
  }
  ask: {
    tenant: string
    id: string
    person_id: string
    kind: string
    round_id: string
    shift_id: string | null
    shortage_id: string | null
    gives_id: string | null
    against_id: string | null
    renewal_id: string | null
    asked_by: string | null
    asked_at: Date
    until: Date
    state: string
    put_away: boolean
  }
  assignment: {
    tenant: string
    id: string
    shift_id: string
    person_id: string
    span: string
    standby: boolean
    basis: string
    source: string
    assigned_by: string | null
    assigned_at: Date
    told_at: Date | null
    ended_at: Date | null
    ended_why: string | null
    version: number
  }
  audit_head: {
    tenant: string
    seq: number
    digest: string | null
  }
  audit_line: {
    tenant: string
    seq: number
    at: Date
    account_id: string | null
    actor: string | null
    action: string
    subject: string
    detail: JSONColumnType<any>
    previous: string | null
    digest: string
  }
  batch: {
    tenant: string
    id: string
    what: string
    zh: string
    en: string
    made_by: string | null
    made_at: Date
    undone_at: Date | null
  }
  boundary: {
    tenant: string
    code: string
    geometry: JSONColumnType<any>
    source: string | null
    imported_at: Date
  }
  bulletin: {
    tenant: string
    id: string
    number: string
    title: string
    incident_id: string | null
    as_of: Date
    frozen_at: Date
    frozen_by: string
    content: JSONColumnType<any>
    rule_version: string
    digest: string
  }
  calendar_feed: {
    tenant: string
    token_hash: string
    person_id: string
    made_at: Date
    revoked_at: Date | null
  }
  call_out: {
    tenant: string
    id: string
    incident_id: string | null
    kind: string
    basis: string
    selection: string
    state: string
    title: string
    body: string
    issuers: string[]
    ordered_by: string | null
    audience: JSONColumnType<any>
    quota: number
    deadline: Date | null
    hold_minutes: number
    muster_point: string | null
    muster_territory: string | null
    muster_at: Date | null
    wave: number
    first_wave: string | null
    owner_unit: string | null
    owner_territory: string | null
    link: string
    created_at: Date
    published_at: Date | null
    selected_at: Date | null
    ended_at: Date | null
    departed_at: Date | null
    version: number
  }
  call_place: {
    tenant: string
    call_id: string
    place: number
  }
  call_version: {
    tenant: string
    call_id: string
    version: number
    at: Date
    account_id: string
    content: JSONColumnType<any>
  }
  care_case: {
    tenant: string
    id: string
    shift_id: string
    person_id: string
    what: string
    at: Date
    follow_up_on: string
    note: string | null
    closed_at: Date | null
    version: number
  }
  claim: {
    tenant: string
    id: string
    sweep_id: string
    site_id: string
    stair: string
    account_id: string | null
    heard_at: Date
    over: boolean
    said: string[]
    ended_at: Date | null
  }
  code_key: {
    tenant: string
    id: string
    public_key: string
    private_key: Buffer
    made_at: Date
  }
  control: {
    tenant: string
    id: string
    incident_id: string
    territory: string
    name: string
    scale: string
    level: string | null
    measures: string[]
    basis: string | null
    issuer: string | null
    contact: string | null
    since: Date | null
    ends_on: string | null
    review_on: string | null
    version: number
    created_at: Date
    ended_at: Date | null
  }
  control_entry: {
    tenant: string
    id: string
    control_id: string
    at: Date
    what: string
    level: string | null
    measures: string[]
    basis: string | null
    issuer: string | null
    ends_on: string | null
    review_on: string | null
    zh: string
    en: string
    by: string
    batch_id: string | null
  }
  control_site: {
    tenant: string
    control_id: string
    site_id: string
    since: Date
  }
  cover: {
    tenant: string
    person_id: string
    until_day: string
    set_by: string
    set_at: Date
  }
  coverage_area: {
    tenant: string
    territory: string
    since: Date
    until: Date | null
    set_by: string | null
  }
  draft_cell: {
    tenant: string
    shift_id: string
    rota_id: string
    version: number
    adds: string[]
    drops: string[]
    standby_adds: string[]
    standby_drops: string[]
    fixed: boolean
    reasons: JSONColumnType<any>
    set_by: string | null
    set_at: Date
  }
  entry: {
    tenant: string
    id: string
    register_id: string
    form: number
    post_id: string
    territory: string
    at: Date
    heard_at: Date
    account_id: string | null
    answers: JSONColumnType<any>
    adds: number
    same: string | null
    sheet: string | null
    line: number | null
    state: string
    held: string | null
    older: boolean
    back_at: Date | null
  }
  entry_photo: {
    tenant: string
    entry_id: string
    id: string
    register_id: string
    bytes: Buffer
    heard_at: Date
  }
  entry_private: {
    tenant: string
    entry_id: string
    register_id: string
    answers: JSONColumnType<any>
  }
  excuse: {
    tenant: string
    id: string
    sweep_id: string
    household_id: string
    reason: string
    heard_at: Date
    ended_at: Date | null
  }
  exemption: {
    tenant: string
    id: string
    person_id: string
    reason: string
    from_day: string
    until_day: string | null
    approver: string
    approved_at: Date
    ended_at: Date | null
  }
  fact: {
    tenant: string
    id: string
    seq: number
    kind: string
    occurred_at: Date
    recorded_at: Date
    person_id: string | null
    territory: string | null
    unit_id: string | null
    incident_id: string | null
    subject_id: string | null
    supersedes: string | null
    account_id: string | null
    payload: JSONColumnType<any>
  }
  fitness: {
    tenant: string
    person_id: string
    fit: boolean
    said_at: Date
  }
  home_service: {
    tenant: string
    id: string
    round_id: string
    territory: string
    asked_by: string
    name: string | null
    door: string | null
    asked_at: Date
    state: string
    ended_at: Date | null
  }
  household: {
    tenant: string
    id: string
    site_id: string
    stair: string
    floor: number
    number: string
    added_at: Date
    gone_at: Date | null
    away: Generated<string>
  }
  idempotency: {
    tenant: string
    account_id: string
    key: string
    request_digest: string
    answer: JSONColumnType<any>
    at: Date
  }
  incident: {
    tenant: string
    id: string
    kind: string
    name: string
    territory: string
    level: string | null
    phase: string | null
    started_at: Date
    opened_at: Date
    closed_at: Date | null
    version: number
  }
  incident_entry: {
    tenant: string
    id: string
    incident_id: string
    at: Date
    recorded_at: Date
    what: string
    zh: string
    en: string
    by: string
  }
  ledger_clock: {
    tenant: string
    last_at: Date
    last_seq: Generated<number>
  }
  message: {
    tenant: string
    id: string
    person_id: string
    at: Date
    topic: string
    zh: string
    en: string
    read_at: Date | null
  }
  offer: {
    tenant: string
    id: string
    call_id: string
    at: Date
    name: string
    volunteer_no: string | null
    unit: string | null
    phone: string | null
    note: string | null
    state: string
    person_id: string | null
    decided_by: string | null
    decided_at: Date | null
  }
  one_time_link: {
    tenant: string
    token_hash: string
    purpose: string
    account_id: string
    created_at: Date
    expires_at: Date
    used_at: Date | null
  }
  opening: {
    tenant: string
    shift_id: string
    ticked: JSONColumnType<any>
    closed_at: Date | null
    closed_why: string | null
  }
  override: {
    tenant: string
    assignment_id: string
    at: Date
    rules: string[]
    reason: string
    by: string
    second: string
    shortage_id: string
    objected_at: Date | null
    objection: string | null
  }
  paper_sheet: {
    tenant: string
    sheet: string
    register_id: string
    form: number
    post_id: string
    lines: number
    request: string
    printed_at: Date
  }
  people_import: {
    tenant: string
    id: string
    file_name: string
    file: Buffer
    state: string
    unit_id: string | null
    account_id: string
    at: Date
    counts: JSONColumnType<any>
    errors: JSONColumnType<any>
    plan: JSONColumnType<any>
    before: JSONColumnType<any, string | null, string | null> | null
  }
  person: {
    tenant: string
    id: string
    volunteer_no: string
    name: string
    pinyin: string
    unit_id: string
    phone: string | null
    residence: string | null
    skills: string[]
    availability: string
    on_call: boolean
    light_duty: boolean
    version: number
    joined_at: Date
    changed_at: Date
    left_at: Date | null
    import_id: string | null
  }
  post: {
    tenant: string
    id: string
    incident_id: string | null
    territory: string
    site_id: string | null
    kind: string
    name: string
    danger: boolean
    command: boolean
    skills: string[]
    equipment: string[]
    checklist: string[]
    report_minutes: number
    briefing: string | null
    suit_minutes: number | null
    closes_when: string | null
    team_id: string | null
    state: string
    batch_id: string | null
    version: number
    created_at: Date
    closed_at: Date | null
    closed_why: string | null
    control_id: string | null
  }
  post_site: {
    tenant: string
    post_id: string
    site_id: string
  }
  recall_claim: {
    tenant: string
    sample_id: string
    recall_id: string
    account_id: string
    until: Date
  }
  recheck: {
    tenant: string
    draw_id: string
    household_id: string
    sweep_id: string
    seed: string
    drawn_at: Date
    agrees: boolean | null
    heard_at: Date | null
  }
  register: {
    tenant: string
    id: string
    incident_id: string
    key: string
    territory: string
    salt: Buffer | null
    form: number
    closed_at: Date | null
    erased_at: Date | null
    version: number
    created_at: Date
  }
  register_form: {
    tenant: string
    register_id: string
    version: number
    form: JSONColumnType<any>
    made_by: string | null
    made_at: Date
  }
  register_post: {
    tenant: string
    register_id: string
    post_id: string
    until: Date | null
  }
  renewal: {
    tenant: string
    id: string
    team_id: string
    at: Date
    until: Date
    why: string
    by: string
  }
  renewed: {
    tenant: string
    renewal_id: string
    person_id: string
    at: Date
  }
  report_in: {
    tenant: string
    fact_id: string
    person_id: string
    reported_as: string
    territory: string
    unit_id: string
    incident_id: string | null
    note: string | null
    occurred_at: Date
    recorded_at: Date
  }
  resident: {
    tenant: string
    id: string
    incident_id: string
    household_id: string
    territory: string
    building: string | null
    door: string
    name: string | null
    phone: string | null
  }
  resident_code: {
    tenant: string
    id: string
    incident_id: string
    key_id: string
    kind: string
    household_id: string
    resident_id: string | null
    request: string
    issued_at: Date
    revoked_at: Date | null
  }
  role_grant: {
    tenant: string
    id: string
    account_id: string
    role: string
    territory: string | null
    unit_id: string | null
    team_id: string | null
    given_by: string | null
    given_at: Date
    until: Date | null
    ended_at: Date | null
  }
  rota: {
    tenant: string
    id: string
    territory: string
    name: string
    days: string
    call_ids: string[]
    team_ids: string[]
    unit_ids: string[]
    territories: string[]
    settings: JSONColumnType<any>
    wishes: JSONColumnType<any>
    draft: number
    published: number
    published_at: Date | null
    version: number
    created_at: Date
  }
  rota_build: {
    tenant: string
    id: string
    rota_id: string
    state: string
    settings: JSONColumnType<any>
    asked: string | null
    server: string | null
    beat_at: Date | null
    progress: JSONColumnType<any, string | null, string | null> | null
    gaps: JSONColumnType<any>
    left_alone: number | null
    started_by: string
    started_at: Date
    ended_at: Date | null
    version: number
  }
  rota_post: {
    tenant: string
    rota_id: string
    post_id: string
    days: string
  }
  rota_version: {
    tenant: string
    rota_id: string
    number: number
    at: Date
    account_id: string
    content: JSONColumnType<any>
    digest: string
    added: number
    removed: number
    told: number
  }
  safety_limit: {
    tenant: string
    limits: JSONColumnType<any>
    version: number
    set_at: Date
  }
  sample: {
    tenant: string
    id: string
    round_id: string
    tube: string
    post_id: string
    territory: string
    at: Date
    heard_at: Date
    account_id: string | null
    who: string
    home: string | null
    via: string
    waits: string | null
    settled_at: Date | null
    ended_at: Date | null
    state: string
    held: string | null
    outcome: string | null
    outcome_at: Date | null
  }
  sample_private: {
    tenant: string
    sample_id: string
    round_id: string
    resident_id: string | null
    name: string | null
    door: string | null
  }
  sampling_post: {
    tenant: string
    round_id: string
    post_id: string
    batches: JSONColumnType<any>
    called: number
    moved_at: Date | null
    version: number
  }
  sampling_round: {
    tenant: string
    id: string
    incident_id: string
    territory: string
    name: string
    territories: string[]
    starts_at: Date
    ends_at: Date
    tube_size: number
    same_household: boolean
    late_minutes: number
    kept_days: number
    salt: Buffer | null
    closed_at: Date | null
    erased_at: Date | null
    version: number
    created_at: Date
  }
  seat: {
    tenant: string
    call_id: string
    person_id: string
    state: string
    place: number | null
    rank: number | null
    held_until: Date | null
    signed_up_at: Date
    arrival: number
    via: string
    fit: boolean
    note: string | null
    lapsed: boolean
    weighed: JSONColumnType<any, string | null, string | null> | null
    muster: boolean | null
    departure: boolean | null
  }
  secondment: {
    tenant: string
    id: string
    person_id: string
    territory: string | null
    unit_id: string | null
    during: string
    ordered_by: string
    state: string
    by: string
    at: Date
    version: number
  }
  session: {
    tenant: string
    token_hash: string
    account_id: string
    device: string
    created_at: Date
    seen_at: Date
    idle_minutes: number
    expires_at: Date
    revoked_at: Date | null
  }
  shift: {
    tenant: string
    id: string
    post_id: string
    role: string
    skills: string[]
    starts_at: Date
    ends_at: Date
    day: string
    open_end: boolean
    people: number
    standby: number
    cancelled: boolean
    batch_id: string | null
    version: number
    created_at: Date
  }
  shift_watch: {
    tenant: string
    shift_id: string
    look_at: Date
  }
  shortage: {
    tenant: string
    id: string
    shift_id: string
    cause: string
    people: number
    found: number
    needed_by: Date
    state: string
    wave: number
    next_wave_at: Date | null
    relieves: string | null
    raised_by: string | null
    raised_at: Date
    ended_at: Date | null
    version: number
  }
  site: {
    tenant: string
    id: string
    territory: string
    kind: string
    name: string
    parent: string | null
    households: number | null
    version: number
    created_at: Date
    closed_at: Date | null
  }
  spell: {
    tenant: string
    lens: number
    scope: string
    side: string
    member: string
    since: number
    until: number | null
    n: number
  }
  sweep: {
    tenant: string
    id: string
    incident_id: string
    post_id: string
    name: string
    attempts: number
    register_id: string | null
    code: string
    closed_at: Date | null
    version: number
    created_at: Date
  }
  sweep_site: {
    tenant: string
    sweep_id: string
    site_id: string
  }
  tally: {
    tenant: string
    lens: number
    scope: string
    step: number
    facts: number
    people: number
    heard: Date
  }
  tally_cell: {
    tenant: string
    lens: number
    territory: string
    unit_id: string
    n: number
  }
  tally_lens: {
    tenant: string
    lens: number
    kind: string
    incident_id: string | null
    tree: number
    width: number
    seq: number
    at: Date
  }
  tally_person: {
    tenant: string
    lens: number
    person_id: string
    territory: string
    unit_id: string
    since: number
    until: number | null
    n: number
  }
  tally_step: {
    tenant: string
    lens: number
    step: number
    seq: number
    at: Date
  }
  team: {
    tenant: string
    id: string
    name: string
    kind: string
    parent: string | null
    path: string
    unit_id: string | null
    territory: string | null
    charter: string | null
    call_id: string | null
    version: number
    formed_at: Date
  }
  team_member: {
    tenant: string
    team_id: string
    person_id: string
    roles: string[]
    since: Date
  }
  tenant: {
    tenant: string
    name: string
    zone: string
    rehearsal: boolean
    clock_at: Date | null
    clock_set: Date | null
    clock_speed: number | null
    badge_key: Buffer
    created_at: Date
  }
  territory: {
    tenant: string
    code: string
    name: string
    level: string
    parent: string | null
    path: string
    urban: boolean
    zone: boolean
    kind: string
    pinyin: string
    initials: string
    version: string
    valid_from: string
    valid_to: string | null
  }
  tree: {
    tenant: string
    version: number
  }
  tube: {
    tenant: string
    round_id: string
    tube: string
    post_id: string
    territory: string
    samples: number
    waiting: number
    first_at: Date | null
    sealed_at: Date | null
    sealed_heard: Date | null
    box: string | null
    result: string | null
    result_at: Date | null
    recall_id: string | null
    recalled_at: Date | null
    box_at: Date | null
  }
  tube_box: {
    tenant: string
    round_id: string
    box: string
    post_id: string
    territory: string
    tubes: number
    sealed_at: Date | null
    hands: JSONColumnType<any>
  }
  turn: {
    tenant: string
    id: string
    shift_id: string
    post_id: string
    person_id: string
    territory: string
    state: string
    came_at: Date | null
    left_at: Date | null
    via: string | null
    proven: boolean
    planned: boolean
    due_at: Date | null
    why: string | null
    breaks: JSONColumnType<any>
    suits: JSONColumnType<any>
    break_since: Date | null
    suit_since: Date | null
    stayed_at: Date | null
    stayed: string | null
    handed_at: Date | null
    handed_note: string | null
    handed_to: string | null
    took_at: Date | null
    took_from: string | null
    flags: string[]
    claimed_at: Date | null
  }
  unit: {
    tenant: string
    id: string
    code: string
    name: string
    kind: string
    parent: string | null
    path: string
    version: number
    created_at: Date
  }
  unit_partner: {
    tenant: string
    unit_id: string
    territory: string
  }
  visit: {
    tenant: string
    id: string
    sweep_id: string
    household_id: string
    outcome: string
    at: Date
    heard_at: Date
    account_id: string | null
    entry_id: string | null
    people: number | null
    note_left: boolean
    held: string | null
    ended_at: Date | null
  }
  wrong_try: {
    tenant: string
    login: string
    tries: number
    until: Date
  }
}
