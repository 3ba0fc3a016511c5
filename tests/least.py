"""The least that a community and a project say of themselves: tests add what they are about."""

from generator.records import Community

COMMUNITY = Community.model_validate(
    {"name": "示例", "subdistrict": "示例", "district": "示例", "objection": {"phone": "000"}}
)
PROJECT = {
    "title": "示例",
    "number": "1",
    "estate": "示例",
    "tagline": "示例",
    "summary": "示例",
    "scope": {"level": "estate", "text": "示例"},
    "stage": "works",
}
