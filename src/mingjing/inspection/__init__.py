# SPDX-License-Identifier: Apache-2.0
"""Inspection (行政检查): plans under a budget, publicly replayable draws, visits, results, leads.

Owns: plans, frozen pools, draws, tasks, checklist results, recusals, leads.
Serves: 行政处罚法 arts 42-43, 优化营商环境条例 art. 54, 国办发〔2024〕54号, 国发〔2019〕5号.
Never: lets a score decide alone, chooses an officer but by the draw, files a case, scores a risk.
"""
