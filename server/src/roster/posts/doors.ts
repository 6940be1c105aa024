import * as wire from '@muster/core/roster/posts.wire.ts'
import * as sitesWire from '@muster/core/roster/sites.wire.ts'
import { type Door, door } from '../../platform/slice.ts'
import { batches, undoBatch } from './batches.ts'
import { createPosts } from './create-many.ts'
import { gates } from './gates.ts'
import { layOut, previewLayOut } from './lay-out.ts'
import { post, posts } from './list.ts'
import { amendPost, closePost, createPost, previewAmendPost } from './posts.ts'
import { addShift, amendShift, cancelShift, previewAmendShift } from './shifts.ts'
import { sites } from './site-rows.ts'
import { amendSite, closeSite, createSites } from './sites.ts'

export const postsDoors: readonly Door[] = [
  door(sitesWire.sites, sites),
  door(sitesWire.createSites, createSites),
  door(sitesWire.amendSite, amendSite),
  door(sitesWire.closeSite, closeSite),
  door(sitesWire.gates, gates),
  door(wire.posts, posts),
  door(wire.post, post),
  door(wire.createPost, createPost),
  door(wire.createPosts, createPosts),
  door(wire.amendPost, amendPost),
  door(wire.previewAmendPost, previewAmendPost),
  door(wire.closePost, closePost),
  door(wire.addShift, addShift),
  door(wire.amendShift, amendShift),
  door(wire.previewAmendShift, previewAmendShift),
  door(wire.cancelShift, cancelShift),
  door(wire.previewLayOut, previewLayOut),
  door(wire.layOut, layOut),
  door(wire.batches, batches),
  door(wire.undoBatch, undoBatch),
]
