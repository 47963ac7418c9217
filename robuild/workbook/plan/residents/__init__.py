"""Where residents take part: schedule, activities, their own choices, cards of dwellings."""
