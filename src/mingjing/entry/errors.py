# SPDX-License-Identifier: Apache-2.0
"""What starting the platform refuses (启动时的拒绝)."""

from mingjing.kernel.errors import Forbidden, Invalid, Missing, Unavailable


class StoreNotReady(Unavailable):
    """The store has no tables yet, or those of an older version (尚未初始化)."""

    code = "entry.store_not_ready"
    zh = "数据库尚未初始化，或者是旧版本的：{cause}。"
    en = "The store has not been set up, or is of an older version: {cause}."
    remedy_zh = "请先运行 mingjing setup；它可以重复运行。"
    remedy_en = "Run mingjing setup first; it is safe to run twice."


class SectionUnreadable(Invalid):
    """A list that an example folder names cannot be read (名单无法读取)."""

    code = "entry.section_unreadable"
    zh = "{file}：无法读取：{cause}。"
    en = "{file}: cannot be read: {cause}."
    remedy_zh = "请提供 UTF-8 编码的 CSV，含以下各列：{wanted}"
    remedy_en = "Give a CSV in UTF-8 with these columns: {wanted}"


class SectionWrong(Invalid):
    """A value of a section or list of an example folder means nothing (设定有误)."""

    code = "entry.section_wrong"
    zh = "{file} {where}：“{key}”的值“{value}”无效。"
    en = "{file}, {where}: the value '{value}' of '{key}' is not valid."
    remedy_zh = "应为：{wanted}"
    remedy_en = "It should be: {wanted}"


class RequestInvalid(Invalid):
    """A field of an API request means nothing (请求参数有误)."""

    code = "entry.request_invalid"
    zh = "请求中的“{field}”无效：{cause}。"
    en = "'{field}' of the request is not valid: {cause}."
    remedy_zh = "请按 /api/v1/openapi.json 核对。"
    remedy_en = "See /api/v1/openapi.json."


class SignInNeeded(Forbidden):
    """The API asks for an account here (需要登录)."""

    code = "entry.sign_in_needed"
    http_status = 401
    zh = "此接口需要账号。"
    en = "This needs an account."
    remedy_zh = "请用 HTTP Basic 提供用户名和口令；连续失败会暂停登录。"
    remedy_en = "Give user name and password by HTTP Basic; repeated failures lock for a while."


class RouteMissing(Missing):
    """The API has no such route (接口不存在)."""

    code = "entry.route_missing"
    zh = "接口没有地址“{path}”。"
    en = "The API has no route {path}."
    remedy_zh = "各地址见 /api/v1/openapi.json。"
    remedy_en = "The routes stand in /api/v1/openapi.json."


class MethodNotAllowed(Invalid):
    """The route does not take this method (请求方法不对)."""

    code = "entry.method_not_allowed"
    http_status = 405
    zh = "“{path}”不接受 {method}。"
    en = "{path} does not take {method}."
    remedy_zh = "可用的方法：{allowed}"
    remedy_en = "It takes {allowed}."
