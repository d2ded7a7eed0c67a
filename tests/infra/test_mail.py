"""Mail by SES: who we are, what arrives, what is told about what left."""

import json

from tests.infra.assembly import Assembly, Properties, Template, target

DOMAINS = ["acme.example", "support.duinrand.example"]


def mail(assembly: Assembly) -> Template:
    return assembly.stacks["Loket-Mail"]


def rules(assembly: Assembly) -> list[Properties]:
    return [made.properties for made in mail(assembly).of("SES::ReceiptRule").values()]


def test_every_domain_is_an_identity_that_signs_and_has_its_own_envelope_sender(aws: Assembly) -> None:
    identities = [made.properties for made in mail(aws).of("SES::EmailIdentity").values()]

    assert [one["EmailIdentity"] for one in identities] == DOMAINS
    assert [one["MailFromAttributes"]["MailFromDomain"] for one in identities] == [
        f"bounce.{one}" for one in DOMAINS
    ]
    assert not any(
        "DkimAttributes" in one for one in identities
    )  # Easy DKIM is what SES does unless told not to


def test_there_is_one_rule_for_each_domain_not_for_each_tenant(aws: Assembly) -> None:
    assert [one["Rule"]["Recipients"] for one in rules(aws)] == [[domain] for domain in DOMAINS]


def test_mail_is_stored_whole_and_then_announced(aws: Assembly) -> None:
    for one in rules(aws):
        (action,) = one["Rule"]["Actions"]
        assert action["S3Action"]["ObjectKeyPrefix"] == "inbound/"
        assert "Mail" in target(action["S3Action"]["BucketName"])
        assert "InboundMailTopic" in target(action["S3Action"]["TopicArn"])


def test_mail_is_scanned_and_comes_by_tls(aws: Assembly) -> None:
    assert {(one["Rule"]["ScanEnabled"], one["Rule"]["TlsPolicy"]) for one in rules(aws)} == {
        (True, "Require")
    }


def test_rules_are_made_one_after_the_other(aws: Assembly) -> None:
    first, second = rules(aws)

    assert "After" not in first
    assert target(second["After"]) in mail(aws).of("SES::ReceiptRule")


def test_the_rule_set_is_made_active_unless_another_one_must_stay(aws: Assembly, chosen: Assembly) -> None:
    def custom(assembly: Assembly) -> list[Properties]:
        return [made.properties for made in mail(assembly).resources.values() if made.type == "Custom::AWS"]

    (active,) = custom(aws)
    call = json.loads(active["Create"])
    assert (call["service"], call["action"]) == ("ses", "SetActiveReceiptRuleSet")
    assert call["parameters"] == {"RuleSetName": "loket"}
    assert custom(chosen) == []


def test_deliveries_bounces_complaints_and_rejects_are_told(aws: Assembly) -> None:
    destination = mail(aws).only("SES::ConfigurationSetEventDestination").properties["EventDestination"]

    assert destination["MatchingEventTypes"] == ["delivery", "bounce", "complaint", "reject"]
    assert destination["Enabled"] is True
    assert "MailEventsTopic" in target(destination["SnsDestination"]["TopicARN"])


def test_a_failing_reputation_calls_somebody(aws: Assembly) -> None:
    alarms = [made.properties for made in mail(aws).of("CloudWatch::Alarm").values()]
    limits = {alarm["MetricName"]: alarm["Threshold"] for alarm in alarms}

    assert limits == {"Reputation.BounceRate": 0.025, "Reputation.ComplaintRate": 0.0005}


def test_the_dns_records_of_a_domain_are_told(aws: Assembly) -> None:
    told = str(mail(aws).outputs["DnsAcmeExample"]["Value"])

    assert told.count(" CNAME ") == 3
    assert "acme.example. MX 10 inbound-smtp.eu-west-1.amazonaws.com." in told
    assert "bounce.acme.example. MX 10 feedback-smtp.eu-west-1.amazonses.com." in told


def test_codes_come_from_the_first_domain_unless_a_sender_is_chosen(aws: Assembly, chosen: Assembly) -> None:
    def sender(assembly: Assembly) -> str:
        function = assembly.stacks["Loket-Data"].named("Lambda::Function", "SignIn")
        return str(function.properties["Environment"]["Variables"]["LOKET_SENDER"])

    assert sender(aws) == "Loket <no-reply@acme.example>"
    assert sender(chosen) == "Acme help <help@acme.example>"
