"""What kind of report an article is, and whether it is worth a buzz.

    from bot.news.kinds.judge import judge
    from bot.news.kinds.kind import Item

    judge(Item(title="Police arrest two over market bombing")).alert

Everything here is pure: an item goes in, a judgement comes out, with its reasons.
"""
