# SPDX-License-Identifier: Apache-2.0
"""The upload door (上传入口): tus 1.0.0 for whole files, from docks, phones and desks."""
