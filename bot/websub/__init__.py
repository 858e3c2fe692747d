"""WebSub: subscriptions to hubs, and the pushes that they send."""
