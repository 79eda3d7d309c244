"""What speed costs and gains: each module measures one thing and says what was wanted."""
