# SPDX-License-Identifier: Apache-2.0
"""Addresses of the portal: the front door, open to everybody."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from mingjing.portal import web

urlpatterns = [
    path("", web.home, name="portal-home"),
    path("search", web.search, name="portal-search"),
    path("about", web.about, name="portal-about"),
    path("sign-in", web.SignIn.as_view(), name="portal-sign-in"),
    path("demo-sign-in", web.demo_sign_in, name="portal-demo-sign-in"),
    path("sign-out", LogoutView.as_view(), name="portal-sign-out"),
]
ACCESS = {
    "portal-home": "public",
    "portal-search": "public",
    "portal-about": "public",
    "portal-sign-in": "public",
    "portal-demo-sign-in": "public",  # not there but in demo mode
    "portal-sign-out": "public",
}
