"""What an article may be: its kind of evidence, how much of it we have, who gains by it."""

from django.db import models


class Interest(models.TextChoices):
    """What somebody stands to gain. No source states its own independence: in doubt, unknown."""

    INDEPENDENT = "independent", "Independent"
    SELLER = "seller", "Seller"
    SPONSOR = "sponsor", "Sponsor"
    RECRUITER = "recruiter", "Recruiter"
    PRACTITIONER = "practitioner", "Practitioner"
    ANALYST = "analyst", "Analyst"
    UNKNOWN = "unknown", "Unknown"


SELLING = {Interest.SELLER, Interest.SPONSOR}


class ArticleKind(models.TextChoices):
    """Its kind of evidence."""

    STATUTE = "statute", "Statute"
    OFFICIAL_GUIDANCE = "official-guidance", "Official guidance"
    STUDY = "study", "Study"
    SURVEY = "survey", "Survey"
    JOB_DESCRIPTION = "job-description", "Job description"
    HANDBOOK = "handbook", "Handbook"
    INTERVIEW = "interview", "Interview"
    ARTICLE = "article", "Article"
    OPINION = "opinion", "Opinion"
    SUMMARY = "summary", "Summary"
    VENDOR_ARTICLE = "vendor-article", "Vendor article"
    DATASET = "dataset", "Dataset"


class Extent(models.TextChoices):
    WHOLE = "whole", "Whole"
    OPENING = "opening", "Opening only"


class Rights(models.TextChoices):
    DIGEST_ONLY = "digest-only", "Digest only"
    LICENSED = "licensed", "Licensed"
    PUBLIC_DOMAIN = "public-domain", "Public domain"
