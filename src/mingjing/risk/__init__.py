# SPDX-License-Identifier: Apache-2.0
"""Risk (风险): scores that order a list and explain themselves; they never decide.

Owns: features as of a date, models with their dated evaluation, stored scores with reasons.
Serves 国发〔2019〕5号 and 国市监信发〔2022〕6号 (信用风险分类). Never: decides about a party, uses
who inspected to score, reads anything but the canonical model, changes a stored score.
"""
