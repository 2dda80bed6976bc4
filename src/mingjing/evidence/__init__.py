# SPDX-License-Identifier: Apache-2.0
"""Evidence of the scene (现场音视频证据): recordings as chains of signed links, and their doors.

Owns recorders (devices), tickets, recordings, their links, alarms and anchors. Serves
国办发〔2018〕118号 (the whole process is recorded), 公安机关现场执法视音频记录工作规定, Decree 799.
Never changes a byte that a recorder sent, never renumbers a link, never knows an inspection or a
case: what a recording is for is an occasion that rooms above offer.
"""
