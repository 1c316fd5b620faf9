"""What somebody asks for."""

from __future__ import annotations

from datetime import date, time

from attrs import field, frozen

from sharedlives.dates import Weekday
from sharedlives.domain.fields import Record, at_least, checked, filled, in_order
from sharedlives.domain.source import Source
from sharedlives.domain.words import Kind, RequestStatus, Urgency
from sharedlives.errors import InvalidRecordError


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Request(Record):
    """What somebody asks for: a kind, when, how urgently and why.

    The first night or session may fall on any day from `earliest_start` to `latest_start`, both included;
    where only `earliest_start` is given it is that day. A stay ends after `nights`, or on the leaving day
    `until`; with neither it is open-ended. Day support and outreach happen on `weekdays`, from
    `session_starts` to `session_ends`, up to and including `until`. A stay that recurs is asked
    `repeat_times` times in all, one every `repeat_every_days`. `children` come too; `children_share` says
    whether they share the parent's room.
    """

    id: str = field(validator=filled)
    person_id: str = field(validator=filled)
    kind: Kind
    urgency: Urgency | None = None
    purpose: str | None = None
    received_on: date | None = None
    earliest_start: date | None = None
    latest_start: date | None = None
    nights: int | None = field(default=None, validator=at_least(1))
    until: date | None = None
    start_weekdays: frozenset[Weekday] = frozenset()
    weekdays: frozenset[Weekday] = frozenset()
    session_starts: time | None = None
    session_ends: time | None = None
    repeat_every_days: int | None = field(default=None, validator=at_least(1))
    repeat_times: int | None = field(default=None, validator=at_least(1))
    children: int | None = field(default=None, validator=at_least(0))
    children_share: bool | None = None
    placing_authority: str | None = None
    funding: str | None = None
    budget_note: str | None = None
    status: RequestStatus = RequestStatus.OPEN
    neighbourhood: str | None = None
    coordinator: str | None = None
    notes: str | None = None
    sources: tuple[Source, ...] = ()

    def __attrs_post_init__(self) -> None:
        in_order(self, "earliest_start", "latest_start")
        in_order(self, "session_starts", "session_ends")
        in_order(self, "earliest_start", "until")
        if self.session_starts is not None and self.session_starts == self.session_ends:
            raise InvalidRecordError(f"Request {self.id}: a session ends when it starts: correct its times")
